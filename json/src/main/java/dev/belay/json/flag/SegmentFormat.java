package dev.belay.json.flag;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Documents of segments. Every document that {@link #read} accepts is understood by {@link #readLenient} too. */
public final class SegmentFormat {

    /** The most keys that a segment may include and exclude together. */
    public static final int MAX_KEYS = 10_000;

    /** The most chunks that the members of a segment may be stored in: what 128 MiB of keys need at least. */
    public static final int MAX_CHUNKS = 8_192;

    private static final String UPLOAD =
            "The members of a segment are uploaded, and named only where their chunks are stored; list keys in 'included'";

    private SegmentFormat() {}

    /**
     * Reads a document where no chunks of members are stored, and fills in what it leaves out.
     *
     * @throws InvalidDocumentException with everything that is wrong, unknown fields and members included
     */
    public static Segment read(Value document) {
        return read(document, chunk -> {
            throw new IllegalArgumentException(UPLOAD);
        });
    }

    /**
     * Reads a document that is about to be stored, and fills in what it leaves out.
     *
     * @param chunks finds a chunk of members by its hash; its exceptions pass through, but for an
     *     {@link IllegalArgumentException}, which becomes a violation
     * @throws InvalidDocumentException with everything that is wrong, unknown fields included
     */
    public static Segment read(Value document, Function<String, MemberChunk> chunks) {
        Findings findings = Findings.strict();
        Segment segment = SegmentReader.read(
                Part.root(document, findings),
                hashes -> new MemberSet(hashes.stream().map(chunks).toList()));
        findings.throwIfAny();
        return segment;
    }

    /** The segment's document with everything filled in; equal segments give equal documents. */
    public static Value.StructureValue write(Segment segment) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("format", Value.of((double) FlagFormat.FORMAT));
        members.put("key", Value.of(segment.key()));
        segment.when().ifPresent(when -> members.put("when", ConditionWriter.write(when)));
        members.put("included", FlagWriter.texts(segment.included()));
        members.put("excluded", FlagWriter.texts(segment.excluded()));
        members.put("by", Value.of(segment.by()));
        segment.members().ifPresent(set -> members.put("members", members(set)));
        if (!segment.requires().isEmpty()) {
            members.put("requires", FlagWriter.texts(segment.requires()));
        }
        return new Value.StructureValue(members);
    }

    /** A segment's document with other members, or none; everything else stays, also what is not understood here. */
    public static Value.StructureValue withMembers(Value.StructureValue document, MemberSet set) {
        Map<String, Value> members = new LinkedHashMap<>(document.members());
        members.remove("members");
        if (set.count() > 0) {
            members.put("members", members(set));
        }
        return new Value.StructureValue(members);
    }

    private static Value members(MemberSet set) {
        return Value.of(Map.of("chunks", FlagWriter.texts(set.hashes()), "count", Value.of((double) set.count())));
    }

    /**
     * Reads a document that was accepted elsewhere, perhaps by a newer version: unknown fields are passed over. A
     * document that demands or uses what is unknown here becomes a segment whose condition is not understood, so that
     * an evaluation that comes to it fails instead of guessing. Never throws.
     *
     * @param key     the key that the segment is known by, which its document must repeat
     * @param members the members that the document names, if they are at hand; the segment is not understood without
     */
    public static Segment readLenient(String key, Value document, Optional<MemberSet> members) {
        Findings findings = Findings.lenient();
        Segment segment = SegmentReader.read(
                Part.root(document, findings),
                hashes -> members.filter(set -> set.hashes().equals(hashes))
                        .orElseThrow(() -> new IllegalArgumentException("The chunks of its members are not here")));
        if (findings.violations().isEmpty() && !segment.key().equals(key)) {
            findings.add(Violation.of("/key", "The document is that of another segment, '" + segment.key() + "'"));
        }
        List<Violation> violations = findings.violations();
        return violations.isEmpty() ? segment : notUnderstood(key, violations.get(0));
    }

    /** As {@link #readLenient(String, Value, Optional)}, without members. */
    public static Segment readLenient(String key, Value document) {
        return readLenient(key, document, Optional.empty());
    }

    private static Segment notUnderstood(String key, Violation first) {
        String problem = "The segment '" + key + "' is not understood here: " + first;
        return new Segment(
                key, Optional.of(new Condition.NotUnderstood(problem)), Set.of(), Set.of(), SegmentReader.DEFAULT_BY);
    }
}
