package dev.belay.benchmarks.load;

import dev.belay.client.Belay;
import dev.belay.core.Position;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SDKs as applications use them, in this process. <b>Thread-safety:</b> confined to one thread at a time. */
final class RealSdks implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<Belay> members = new ArrayList<>();
    private final String serverKey;
    private volatile Timeline timeline = new Timeline(0, 0);

    RealSdks(String serverKey) {
        this.serverKey = serverKey;
    }

    void noteIn(Timeline newTimeline) {
        timeline = newTimeline;
    }

    /** Adds SDKs, each of which follows one of the servers in turn, and waits until they are ready. */
    void join(List<URI> servers, int count) {
        for (int added = 0; added < count; added++) {
            Belay belay = Belay.connect(servers.get(added % servers.size()), serverKey);
            belay.onChange(
                    LoadedServer.FLAG,
                    change -> timeline.arrived(change.position().revision()));
            members.add(belay);
        }
        for (Belay belay : members) {
            if (!belay.awaitReady(PATIENCE)) {
                throw new IllegalStateException("An SDK did not become ready: " + belay.status());
            }
        }
    }

    int size() {
        return members.size();
    }

    /** Waits until all evaluate at a position. */
    void awaitAllAt(Position head) throws InterruptedException {
        Waiting.until(
                () -> members.stream()
                        .allMatch(each ->
                                each.status().position().filter(head::equals).isPresent()),
                () -> "not all real SDKs are at " + head);
    }

    @Override
    public void close() {
        members.forEach(Belay::close);
    }
}
