package dev.belay.json.flag;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
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

/** Documents of segments. Every document that {@link #read} accepts is understood by {@link #readLenient} too. */
public final class SegmentFormat {

    /** The most keys that a segment may include and exclude together. */
    public static final int MAX_KEYS = 10_000;

    private SegmentFormat() {}

    /**
     * Reads a document that is about to be stored, and fills in what it leaves out.
     *
     * @throws InvalidDocumentException with everything that is wrong, unknown fields included
     */
    public static Segment read(Value document) {
        Findings findings = Findings.strict();
        Segment segment = SegmentReader.read(Part.root(document, findings));
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
        return new Value.StructureValue(members);
    }

    /**
     * Reads a document that was accepted elsewhere, perhaps by a newer version: unknown fields are passed over. A
     * document that demands or uses what is unknown here becomes a segment whose condition is not understood, so that
     * an evaluation that comes to it fails instead of guessing. Never throws.
     *
     * @param key the key that the segment is known by, which its document must repeat
     */
    public static Segment readLenient(String key, Value document) {
        Findings findings = Findings.lenient();
        Segment segment = SegmentReader.read(Part.root(document, findings));
        if (findings.violations().isEmpty() && !segment.key().equals(key)) {
            findings.add(Violation.of("/key", "The document is that of another segment, '" + segment.key() + "'"));
        }
        List<Violation> violations = findings.violations();
        return violations.isEmpty() ? segment : notUnderstood(key, violations.get(0));
    }

    private static Segment notUnderstood(String key, Violation first) {
        String problem = "The segment '" + key + "' is not understood here: " + first;
        return new Segment(
                key, Optional.of(new Condition.NotUnderstood(problem)), Set.of(), Set.of(), SegmentReader.DEFAULT_BY);
    }
}
