package dev.belay.verification.fuzz;

import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;

/** Bytes that may be a document: what is accepted can be written and read again, and is understood leniently too. */
public final class FlagDocuments {

    private FlagDocuments() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Value value;
        try {
            value = Json.read(input, JsonLimits.DEFAULT);
        } catch (MalformedJsonException refused) {
            Must.hold(!refused.detail().isEmpty(), "A refusal says why");
            return;
        }
        byte[] canonical = CanonicalJson.bytes(value);
        Value again = Json.read(canonical, JsonLimits.TRUSTED);
        Must.equal(again, value, "A value reads back from its canonical form");
        Must.equal(CanonicalJson.text(again), CanonicalJson.text(value), "The canonical form is stable");
        check(value);
    }

    /** What holds for every value that is read as a flag's or a segment's document. */
    static void check(Value value) {
        try {
            Flag flag = FlagFormat.read(value);
            Value written = FlagFormat.write(flag);
            Must.equal(FlagFormat.read(written), flag, "A flag reads back from what is written");
            Must.equal(
                    FlagFormat.readLenient(flag.key(), 1, value),
                    new SnapshotFlag.Understood(1, flag),
                    "What is accepted is understood");
        } catch (InvalidDocumentException refused) {
            Must.hold(!refused.violations().isEmpty(), "A refusal says why");
            Must.equal(FlagFormat.readLenient("f", 1, value).version(), 1L, "The lenient reader answers");
        }
        try {
            Segment segment = SegmentFormat.read(value);
            Must.equal(SegmentFormat.read(SegmentFormat.write(segment)), segment, "A segment reads back");
            Must.equal(SegmentFormat.readLenient(segment.key(), value), segment, "What is accepted is understood");
        } catch (InvalidDocumentException refused) {
            Must.equal(SegmentFormat.readLenient("s", value).key(), "s", "The lenient reader answers");
        }
    }
}
