package dev.belay.ledger.archive;

import dev.belay.json.state.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.Deflater;

/**
 * A file of parts that are compressed by themselves, each a gzip member, so that any tool reads all of them as one and
 * reading can begin with any.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class BlockOutput extends OutputStream {

    private final FileChannel channel;
    private final Counting target;
    private final Deflater deflater;
    private GzipMember block;

    /** @param file exists and is empty */
    BlockOutput(Path file) throws IOException {
        this(file, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    }

    /** @param deflater of bare data; takes one block after another and is ended with the last one */
    BlockOutput(Path file, Deflater deflater) throws IOException {
        this.deflater = deflater;
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        target = new Counting(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        block = new GzipMember(target, deflater);
    }

    /** Begins a block; answers where. */
    long beginBlock() throws IOException {
        block.finish();
        long offset = target.count;
        block = new GzipMember(target, deflater);
        return offset;
    }

    @Override
    public void write(int single) throws IOException {
        block.write(single);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        block.write(bytes, from, length);
    }

    /** Puts everything on the disk. */
    void finish() throws IOException {
        block.finish();
        target.flush();
        channel.force(true);
    }

    long length() {
        return target.count;
    }

    /** Of everything that was written; can be asked for once. */
    String sha256() {
        return HexFormat.of().formatHex(target.digest.digest());
    }

    @Override
    public void close() throws IOException {
        // It holds memory outside the heap until then.
        deflater.end();
        channel.close();
    }

    private static final class Counting extends OutputStream {

        private final OutputStream out;
        private final MessageDigest digest = Sha256.digest();
        private long count;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
            digest.update((byte) single);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            digest.update(bytes, from, length);
            count += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
