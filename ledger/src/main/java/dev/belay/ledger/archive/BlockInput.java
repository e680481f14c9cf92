package dev.belay.ledger.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/**
 * Decompresses a file from the beginning of one of its blocks to the end.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class BlockInput extends FilterInputStream {

    private static final int BUFFER = 1 << 16;

    private BlockInput(InputStream in) {
        super(in);
    }

    static BlockInput from(Path file, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            channel.position(offset);
            InputStream compressed = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
            return new BlockInput(new GZIPInputStream(compressed, BUFFER));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }
}
