package dev.belay.json.member;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.state.Document;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A chunk as it is stored and delivered: a canonical JSON list of its keys, in the order of their UTF-8 bytes, named by
 * the SHA-256 of the bytes like every document. Keys have no control characters, so that only quotation marks and
 * backslashes are escaped.
 */
public final class ChunkFormat {

    /** The most bytes that a chunk may have; what {@link MemberPartition} makes is smaller by far. */
    public static final int MAX_BYTES = 1 << 18;

    private ChunkFormat() {}

    /** The chunk as a document. */
    public static Document write(MemberChunk chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 15);
        for (int index = 0; index < chunk.size(); index++) {
            write(chunk.utf8(index), index == 0, out);
        }
        out.write(']');
        return Document.verified(chunk.hash(), out.toByteArray());
    }

    static void write(byte[] key, boolean first, ByteArrayOutputStream out) {
        out.write(first ? '[' : ',');
        out.write('"');
        for (byte each : key) {
            if (each == '"' || each == '\\') {
                out.write('\\');
            }
            out.write(each);
        }
        out.write('"');
    }

    /**
     * Reads a chunk.
     *
     * @throws IllegalArgumentException if the document is not one in canonical bytes, or is too large
     */
    public static MemberChunk read(Document document) {
        return new Reader(document).read();
    }

    /**
     * Reads a chunk that was sent.
     *
     * @throws IllegalArgumentException if the bytes do not have the hash, or are not a chunk in canonical form
     */
    public static MemberChunk read(String hash, byte[] bytes) {
        return read(Document.verified(hash, bytes));
    }

    /** Reads one chunk. */
    private static final class Reader {

        private final String hash;
        private final byte[] in;
        private final byte[] keys;
        private int next;
        private int length;
        private int[] ends = new int[1024];
        private int count;

        Reader(Document document) {
            hash = document.hash();
            in = document.bytes();
            keys = new byte[in.length];
        }

        MemberChunk read() {
            if (in.length > MAX_BYTES) {
                throw refused("it has " + in.length + " bytes, and at most " + MAX_BYTES + " are allowed");
            }
            expect('[');
            readKey();
            while (next < in.length && in[next] == ',') {
                next++;
                readKey();
            }
            expect(']');
            if (next != in.length) {
                throw refused("something follows its end");
            }
            requireUnicode();
            return MemberChunk.of(hash, Arrays.copyOf(keys, length), Arrays.copyOf(ends, count));
        }

        private void readKey() {
            expect('"');
            while (next < in.length && in[next] != '"') {
                if (in[next] == '\\') {
                    next++;
                    requireEscapable();
                }
                keys[length++] = in[next++];
            }
            expect('"');
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = length;
        }

        private void requireEscapable() {
            if (next >= in.length || (in[next] != '"' && in[next] != '\\')) {
                throw refused("a character is escaped that canonical JSON does not escape, or no member has");
            }
        }

        private void expect(char wanted) {
            if (next >= in.length || in[next] != wanted) {
                throw refused("it has no " + wanted + " at byte " + next);
            }
            next++;
        }

        private void requireUnicode() {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(keys, 0, length));
            } catch (CharacterCodingException invalid) {
                throw refused("it is not UTF-8");
            }
        }

        private IllegalArgumentException refused(String problem) {
            return new IllegalArgumentException("The document " + hash + " is not a chunk of members: " + problem);
        }
    }
}
