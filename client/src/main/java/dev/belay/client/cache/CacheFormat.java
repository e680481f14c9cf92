package dev.belay.client.cache;

import dev.belay.client.source.Digest;
import dev.belay.client.source.Snapshots;
import dev.belay.json.InstantFormat;
import dev.belay.json.sync.SnapshotFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A snapshot as the server sends it, below one line that names the format, the SHA-256 of the snapshot and the instant:
 * {@code belay-cache 1 <sha-256> <instant>}.
 */
final class CacheFormat {

    private static final String MARK = "belay-cache 1 ";
    private static final int LONGEST_LINE = 200;

    private CacheFormat() {}

    static byte[] write(Cached cached) {
        byte[] snapshot = SnapshotFormat.write(
                cached.known().flagSet(), cached.known().state(), cached.known().pinFloor());
        byte[] line = (MARK + Digest.hex(snapshot) + " " + InstantFormat.write(cached.confirmedAt()) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(line, line.length + snapshot.length);
        System.arraycopy(snapshot, 0, all, line.length, snapshot.length);
        return all;
    }

    static Cached read(byte[] bytes) {
        String[] words = firstLine(bytes).substring(MARK.length()).split(" ", -1);
        byte[] snapshot = Arrays.copyOfRange(bytes, firstLine(bytes).length() + 1, bytes.length);
        if (words.length != 2 || !words[0].equals(Digest.hex(snapshot))) {
            throw new IllegalArgumentException("The file is damaged: its checksum does not match");
        }
        return new Cached(Snapshots.read(snapshot), InstantFormat.parse(words[1]));
    }

    private static String firstLine(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, LONGEST_LINE), StandardCharsets.US_ASCII);
        int end = start.indexOf('\n');
        if (end < 0 || !start.startsWith(MARK)) {
            throw new IllegalArgumentException("The file was not written by this version of Belay");
        }
        return start.substring(0, end);
    }
}
