package dev.belay.server.sync;

import dev.belay.json.state.LedgerState;
import dev.belay.json.sync.SnapshotFormat;
import dev.belay.ledger.LedgerId;
import dev.belay.server.pins.PinFloor;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Turns a state into the bytes that are served. */
final class SnapshotEncoding {

    private SnapshotEncoding() {}

    static StoredSnapshot encode(LedgerId flagSet, LedgerState state, Instant now) {
        byte[] plain = SnapshotFormat.write(flagSet.text(), state, PinFloor.of(state.position()));
        return new StoredSnapshot(
                state.position(), state.checksum(), hash(plain), Buffer.buffer(plain), Buffer.buffer(zip(plain)), now);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java platform has SHA-256", absent);
        }
    }

    static byte[] zip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped, 8192)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }
}
