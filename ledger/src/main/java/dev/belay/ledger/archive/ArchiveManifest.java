package dev.belay.ledger.archive;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InstantFormat;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.ledger.LedgerId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an archive holds, in a file beside it.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param from      the first entry's revision
 * @param to        the last entry's
 * @param previous  the hash before the first entry
 * @param hash      the last entry's
 * @param epoch     of the line of history that the first entry follows
 * @param since     the first entry's instant
 * @param until     the last entry's
 * @param documents how many documents and chunks of members the archive brings
 * @param bytes     how long it is
 * @param sha256    of its bytes
 * @param blocks    where reading can begin
 */
public record ArchiveManifest(
        LedgerId ledger,
        long from,
        long to,
        String previous,
        String hash,
        String epoch,
        Instant since,
        Instant until,
        long documents,
        long bytes,
        String sha256,
        List<Block> blocks) {

    static final String FORMAT = "belay-archive-1";

    /** Copies the list. */
    public ArchiveManifest {
        blocks = List.copyOf(blocks);
    }

    /** How many entries the archive holds. */
    public long entries() {
        return to - from + 1;
    }

    byte[] write() {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("format", Value.of(FORMAT));
        members.put("ledger", Value.of(ledger.text()));
        members.put("from", Value.of((double) from));
        members.put("to", Value.of((double) to));
        members.put("previous", Value.of(previous));
        members.put("hash", Value.of(hash));
        members.put("epoch", Value.of(epoch));
        members.put("since", Value.of(InstantFormat.write(since)));
        members.put("until", Value.of(InstantFormat.write(until)));
        members.put("documents", Value.of((double) documents));
        members.put("bytes", Value.of((double) bytes));
        members.put("sha256", Value.of(sha256));
        members.put("blocks", Value.of(blocks.stream().map(Block::write).toList()));
        return (CanonicalJson.text(Value.of(members)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws DamagedArchiveException if these are not the bytes of a manifest */
    static ArchiveManifest read(byte[] bytes) throws DamagedArchiveException {
        try {
            Fields fields = Fields.of(Json.read(bytes, JsonLimits.TRUSTED));
            if (!fields.text("format").equals(FORMAT)) {
                throw new IllegalArgumentException("Its format is " + fields.text("format"));
            }
            return new ArchiveManifest(
                    LedgerId.parse(fields.text("ledger")),
                    fields.number("from"),
                    fields.number("to"),
                    fields.text("previous"),
                    fields.text("hash"),
                    fields.text("epoch"),
                    Instant.parse(fields.text("since")),
                    Instant.parse(fields.text("until")),
                    fields.number("documents"),
                    fields.number("bytes"),
                    fields.text("sha256"),
                    Fields.list(fields.get("blocks")).stream().map(Block::read).toList());
        } catch (MalformedJsonException | IllegalArgumentException | DateTimeException unreadable) {
            throw new DamagedArchiveException("it is no manifest: " + unreadable.getMessage());
        }
    }

    /** The block with an entry, or the last one before it. */
    int blockOf(long revision) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks.get(middle).revision() <= revision) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * A part that is compressed by itself.
     *
     * @param revision the first entry's; the first block, which holds the base, has the revision before the first entry's
     * @param offset   where it begins
     * @param at       the first entry's instant
     */
    public record Block(long revision, long offset, Instant at) {

        Value write() {
            return Value.of(List.of(
                    Value.of((double) revision), Value.of((double) offset), Value.of((double) at.toEpochMilli())));
        }

        static Block read(Value value) {
            List<Value> items = Fields.list(value);
            if (items.size() != 3) {
                throw new IllegalArgumentException("A block is not of three numbers");
            }
            return new Block(
                    Fields.number(items.get(0)),
                    Fields.number(items.get(1)),
                    Instant.ofEpochMilli(Fields.number(items.get(2))));
        }
    }
}
