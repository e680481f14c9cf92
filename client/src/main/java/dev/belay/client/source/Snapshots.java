package dev.belay.client.source;

import dev.belay.json.sync.ReceivedSnapshot;
import dev.belay.json.sync.SnapshotFormat;

/** Reads snapshots and believes only those that are what they say. */
public final class Snapshots {

    /** The largest snapshot that is accepted, uncompressed. */
    public static final int LIMIT = 256 << 20;

    private Snapshots() {}

    /**
     * Reads a snapshot.
     *
     * @throws RuntimeException if the bytes are not a snapshot, or its subjects do not have its checksum
     */
    public static Known read(byte[] bytes) {
        ReceivedSnapshot received = SnapshotFormat.read(bytes);
        return new Known(received.flagSet(), received.state(), received.pinFloor());
    }
}
