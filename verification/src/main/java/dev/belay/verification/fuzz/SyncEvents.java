package dev.belay.verification.fuzz;

import dev.belay.json.CanonicalJson;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.sync.SnapshotFormat;
import dev.belay.json.sync.SyncEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Events and snapshots as an application receives them, perhaps from somebody else than its server. */
public final class SyncEvents {

    private static final List<String> NAMES = List.of(
            "begin", "put", "delete", "restore", "snapshot", "commit", "heartbeat", "resync", "unheard-of", "whole");

    private SyncEvents() {}

    /** One input of the fuzzer: which event, then its data. */
    public static void fuzzerTestOneInput(byte[] input) {
        Choices choices = new Choices(input);
        String name = choices.of(NAMES);
        String data = choices.rest();
        try {
            if (name.equals("whole")) {
                SnapshotFormat.read(data.getBytes(StandardCharsets.UTF_8));
            } else {
                SyncEvent.read(name, data).ifPresent(event -> check(name, event));
            }
        } catch (MalformedJsonException | InvalidDocumentException refused) {
            Must.hold(!String.valueOf(refused.getMessage()).isEmpty(), "A refusal says why");
        }
    }

    private static void check(String name, SyncEvent event) {
        Must.equal(event.name(), name, "An event has its name");
        String written = CanonicalJson.text(event.data());
        SyncEvent again = SyncEvent.read(name, written).orElseThrow();
        Must.equal(CanonicalJson.text(again.data()), written, "An event is written as it was read");
        if (!(event instanceof SyncEvent.Begin)) {
            // Instants are written in milliseconds, and may be read finer.
            Must.equal(Optional.of(again), Optional.of(event), "An event reads back");
        }
    }
}
