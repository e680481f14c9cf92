package dev.belay.ledger.archive;

import dev.belay.json.state.Sha256;
import dev.belay.json.state.Subject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells where in an archive a document is, and which entries changed a subject, by a few reads of a file beside it: rows of
 * eight bytes of a hash and a revision, in their order. It follows from the archive and can be made again; what it leads to
 * is checked, so that a wrong index finds nothing and never something wrong.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class ArchiveIndex implements AutoCloseable {

    private static final byte[] MAGIC = "BELAYIX1".getBytes(StandardCharsets.US_ASCII);
    private static final int SHA = 32;
    private static final int HEADER = MAGIC.length + SHA + 2 * Integer.BYTES;
    private static final int ROW = 2 * Long.BYTES;

    private final FileChannel channel;
    private final int documents;
    private final int changes;

    private ArchiveIndex(FileChannel channel, int documents, int changes) {
        this.channel = channel;
        this.documents = documents;
        this.changes = changes;
    }

    /** Opens the index of an archive; refuses one that belongs to other bytes. */
    static ArchiveIndex open(Path file, String sha256) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            ByteBuffer header = read(channel, 0, HEADER);
            byte[] magic = new byte[MAGIC.length];
            byte[] sha = new byte[SHA];
            header.get(magic).get(sha);
            int documents = header.getInt();
            int changes = header.getInt();
            if (!Arrays.equals(magic, MAGIC)
                    || !HexFormat.of().formatHex(sha).equals(sha256)
                    || channel.size() != HEADER + (long) ROW * (documents + (long) changes)) {
                throw new DamagedArchiveException("it is no index of this archive");
            }
            return new ArchiveIndex(channel, documents, changes);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** The revisions of the blocks that may have a document. */
    List<Long> blocksOf(String document) throws IOException {
        return find(HEADER, documents, documentKey(document));
    }

    /** The revisions of the entries that may have changed a subject, ascending. */
    List<Long> revisionsOf(Subject subject) throws IOException {
        return find(HEADER + (long) ROW * documents, changes, subjectKey(subject));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static long documentKey(String hash) {
        return Long.parseUnsignedLong(hash, 0, 2 * Long.BYTES, 16);
    }

    static long subjectKey(Subject subject) {
        String text = subject.kind() + "\u0000" + subject.key();
        return documentKey(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Long> find(long start, int rows, long key) throws IOException {
        int low = 0;
        int high = rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (row(start, middle).getLong(0) < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<Long> found = new ArrayList<>();
        for (int at = low; at < rows; at++) {
            ByteBuffer row = row(start, at);
            if (row.getLong(0) != key) {
                break;
            }
            found.add(row.getLong(Long.BYTES));
        }
        return found;
    }

    private ByteBuffer row(long start, int number) throws IOException {
        return read(channel, start + (long) number * ROW, ROW);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new DamagedArchiveException("the index ends too early");
            }
        }
        return buffer.flip();
    }

    /** Gathers rows. */
    static final class Builder {

        private final Rows documents = new Rows();
        private final Rows changes = new Rows();

        void document(String hash, long block) {
            documents.add(documentKey(hash), block);
        }

        void change(Subject subject, long revision) {
            changes.add(subjectKey(subject), revision);
        }

        void write(Path file, String sha256) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(HEADER + ROW * (documents.size() + changes.size()));
            bytes.put(MAGIC).put(HexFormat.of().parseHex(sha256));
            bytes.putInt(documents.size()).putInt(changes.size());
            documents.writeSorted(bytes);
            changes.writeSorted(bytes);
            DurableFile.write(file, bytes.array());
        }
    }

    private static final class Rows {

        private final List<long[]> rows = new ArrayList<>();

        void add(long key, long revision) {
            rows.add(new long[] {key, revision});
        }

        int size() {
            return rows.size();
        }

        void writeSorted(ByteBuffer target) {
            rows.sort((one, other) ->
                    one[0] != other[0] ? Long.compare(one[0], other[0]) : Long.compare(one[1], other[1]));
            for (long[] row : rows) {
                target.putLong(row[0]).putLong(row[1]);
            }
        }
    }
}
