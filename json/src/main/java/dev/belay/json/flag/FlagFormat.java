package dev.belay.json.flag;

import dev.belay.core.Shared;
import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Part;

/** Documents of flags. Every document that {@link #read} accepts is understood by {@link #readLenient} too. */
public final class FlagFormat {

    /** The number of this format, as documents carry it in {@code format}. */
    public static final int FORMAT = 1;

    /** The most rules that a flag may have. */
    public static final int MAX_RULES = 200;

    /** The most slices that a split may have. */
    public static final int MAX_SLICES = 1_000;

    private FlagFormat() {}

    /**
     * Reads a document that is about to be stored, and fills in what it leaves out.
     *
     * @throws InvalidDocumentException with everything that is wrong, unknown fields included
     */
    public static Flag read(Value document) {
        return read(document, new Shared());
    }

    /** Reads as {@link #read(Value)} does, one of several documents that are read together. */
    public static Flag read(Value document, Shared shared) {
        Findings findings = Findings.strict(shared);
        Flag flag = FlagReader.read(Part.root(document, findings));
        findings.throwIfAny();
        return flag;
    }

    /** The flag's document with everything filled in; equal flags give equal documents. */
    public static Value.StructureValue write(Flag flag) {
        return FlagWriter.write(flag);
    }

    /**
     * Reads a document that was accepted elsewhere, perhaps by a newer version: unknown fields are passed over, and a
     * document that demands or uses what is unknown here becomes a flag that is not understood. Never throws.
     *
     * @param key     the key that the flag is known by, which its document must repeat
     * @param version the flag's version
     */
    public static SnapshotFlag readLenient(String key, long version, Value document) {
        return readLenient(key, version, document, new Shared());
    }

    /** Reads as {@link #readLenient(String, long, Value)} does, one of several documents that are read together. */
    public static SnapshotFlag readLenient(String key, long version, Value document, Shared shared) {
        Findings findings = Findings.lenient(shared);
        Flag flag = FlagReader.read(Part.root(document, findings), key);
        if (findings.violations().isEmpty() && !flag.key().equals(key)) {
            findings.add(Violation.of("/key", "The document is that of another flag, '" + flag.key() + "'"));
        }
        return findings.violations().stream()
                .findFirst()
                .<SnapshotFlag>map(first -> new SnapshotFlag.NotUnderstood(key, version, first.toString()))
                .orElseGet(() -> new SnapshotFlag.Understood(version, flag));
    }
}
