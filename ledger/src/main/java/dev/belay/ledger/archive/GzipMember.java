package dev.belay.ledger.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * One gzip member (RFC 1952), compressed by a deflater that many members use one after another: each deflater holds a
 * quarter of a megabyte outside the heap.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class GzipMember extends DeflaterOutputStream {

    private static final byte UNKNOWN_SYSTEM = (byte) 0xff;
    private static final byte[] HEADER = {
        0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, UNKNOWN_SYSTEM,
    };

    private final CRC32 checksum = new CRC32();

    /** @param deflater of bare data; is reset, and not ended */
    GzipMember(OutputStream out, Deflater deflater) throws IOException {
        super(out, deflater, 1 << 12);
        deflater.reset();
        out.write(HEADER);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        super.write(bytes, from, length);
        checksum.update(bytes, from, length);
    }

    /** Writes the end of the member, once. */
    @Override
    public void finish() throws IOException {
        if (!def.finished()) {
            super.finish();
            out.write(ByteBuffer.allocate(2 * Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) checksum.getValue())
                    .putInt((int) def.getBytesRead())
                    .array());
        }
    }
}
