package dev.belay.ledger.archive;

import dev.belay.core.Value;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link HistoryWriter} wrote, line by line.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class HistoryReader {

    private static final int LONGEST_LINE = 256 << 20;
    private static final byte[] DOCUMENT = "{\"document\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HASH = ",\"hash\":\"".getBytes(StandardCharsets.UTF_8);
    private static final int HASH_LENGTH = 64;
    private static final int AFTER_HASH = 2;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long number;

    /** @param in stays open */
    public HistoryReader(InputStream in) {
        this.in = in;
    }

    /** How many lines have been read. */
    public long number() {
        return number;
    }

    /**
     * The next line; empty at the end.
     *
     * @throws DamagedArchiveException if it cannot be read, or a document does not have its hash
     */
    public Optional<HistoryLine> next() throws IOException {
        return next(hash -> true);
    }

    /** The next line other than of a document that nobody wants. */
    Optional<HistoryLine> next(Wanted wanted) throws IOException {
        while (true) {
            byte @Nullable [] line = line();
            if (line == null) {
                return Optional.empty();
            }
            if (!startsWith(line, DOCUMENT)) {
                return Optional.of(parse(line));
            }
            String hash = hashAtTheEnd(line);
            if (wanted.wants(hash)) {
                return Optional.of(new HistoryLine.Stored(document(line, hash)));
            }
        }
    }

    private String hashAtTheEnd(byte[] line) throws DamagedArchiveException {
        int start = line.length - AFTER_HASH - HASH_LENGTH;
        if (start < DOCUMENT.length + HASH.length
                || !Arrays.equals(line, start - HASH.length, start, HASH, 0, HASH.length)) {
            throw damaged("it is not what a document looks like");
        }
        return new String(line, start, HASH_LENGTH, StandardCharsets.US_ASCII);
    }

    private Document document(byte[] line, String hash) throws DamagedArchiveException {
        int end = line.length - AFTER_HASH - HASH_LENGTH - HASH.length;
        try {
            return Document.verified(hash, Arrays.copyOfRange(line, DOCUMENT.length, end));
        } catch (IllegalArgumentException otherHash) {
            throw damaged(String.valueOf(otherHash.getMessage()));
        }
    }

    private HistoryLine parse(byte[] line) throws DamagedArchiveException {
        try {
            if (Json.read(line, JsonLimits.TRUSTED) instanceof Value.StructureValue structure
                    && structure.members().size() == 1) {
                Map.Entry<String, Value> only =
                        structure.members().entrySet().iterator().next();
                return parse(only.getKey(), only.getValue());
            }
        } catch (MalformedJsonException | InvalidDocumentException | IllegalArgumentException unreadable) {
            throw damaged(String.valueOf(unreadable.getMessage()));
        }
        throw damaged("it is none of the lines of an archive");
    }

    private HistoryLine parse(String name, Value value) throws DamagedArchiveException {
        return switch (name) {
            case "entry" -> new HistoryLine.Entry(EntryFormat.read(value));
            case "kept" -> new HistoryLine.Kept(EntryFormat.read(value));
            case "base" -> new HistoryLine.Base(EntryFormat.read(value));
            case "format" -> new HistoryLine.Format(Fields.text(value));
            case "ledger" -> ledger(Fields.of(value));
            case "subject" -> subject(Fields.of(value));
            case "end" -> end(Fields.of(value));
            case "stopped" -> stopped(Fields.of(value));
            default -> throw damaged("it says '" + name + "', which is none of the lines of an archive");
        };
    }

    private static HistoryLine ledger(Fields fields) {
        return new HistoryLine.Ledger(LedgerId.parse(fields.text("name")), fields.text("epoch"));
    }

    private static HistoryLine subject(Fields fields) {
        return new HistoryLine.SubjectAtBase(
                new Subject(fields.text("kind"), fields.text("key")),
                fields.number("version"),
                fields.find("document").map(Fields::text));
    }

    private static HistoryLine end(Fields fields) {
        return new HistoryLine.End(LedgerId.parse(fields.text("ledger")), fields.number("revision"));
    }

    private static HistoryLine stopped(Fields fields) {
        return new HistoryLine.Stopped(
                LedgerId.parse(fields.text("ledger")), fields.number("revision"), fields.text("detail"));
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        while (true) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (end < to) {
                rest.write(buffer, from, end - from);
                from = end + 1;
                number++;
                return rest.toByteArray();
            }
            rest.write(buffer, from, to - from);
            if (rest.size() > LONGEST_LINE) {
                throw damaged("it is longer than " + LONGEST_LINE + " bytes");
            }
            from = 0;
            to = Math.max(0, in.read(buffer));
            if (to == 0) {
                return endOfFile(rest);
            }
        }
    }

    private byte @Nullable [] endOfFile(ByteArrayOutputStream rest) throws DamagedArchiveException {
        if (rest.size() > 0) {
            throw damaged("the file ends in the middle of it");
        }
        return null;
    }

    private static boolean startsWith(byte[] line, byte[] prefix) {
        return line.length >= prefix.length && Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
    }

    private DamagedArchiveException damaged(String detail) {
        return new DamagedArchiveException("line " + Math.max(1, number) + ": " + detail);
    }

    /** Whether a document is worth reading. */
    @FunctionalInterface
    interface Wanted {
        boolean wants(String hash);
    }
}
