package dev.belay.benchmarks.load;

import dev.belay.client.Belay;
import dev.belay.core.Position;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** SDKs as applications use them, in this process. <b>Thread-safety:</b> confined to one thread at a time. */
final class RealSdks implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<Member> members = new ArrayList<>();
    private final String serverKey;
    private volatile Timeline timeline = new Timeline(0, 0);

    RealSdks(String serverKey) {
        this.serverKey = serverKey;
    }

    void noteIn(Timeline newTimeline) {
        timeline = newTimeline;
    }

    /** @param told the revision of the change that its listener was told of last */
    private record Member(Belay belay, AtomicLong told) {

        /** Listeners are told a moment after evaluations see a change. */
        boolean isAt(Position head) {
            return belay.status().position().filter(head::equals).isPresent() && told.get() == head.revision();
        }
    }

    /** Adds SDKs, each of which follows one of the servers in turn, and waits until they are ready. */
    void join(List<URI> servers, int count) {
        for (int added = 0; added < count; added++) {
            Belay belay = Belay.connect(servers.get(added % servers.size()), serverKey);
            AtomicLong told = new AtomicLong();
            belay.onChange(LoadedServer.FLAG, change -> {
                timeline.arrived(change.position().revision());
                told.set(change.position().revision());
            });
            members.add(new Member(belay, told));
        }
        for (Member member : members) {
            if (!member.belay.awaitReady(PATIENCE)) {
                throw new IllegalStateException("An SDK did not become ready: " + member.belay.status());
            }
        }
    }

    int size() {
        return members.size();
    }

    /** Waits until all evaluate at the position of a change of the flag, and have told their listeners. */
    void awaitAllAt(Position head) throws InterruptedException {
        Waiting.until(
                () -> members.stream().allMatch(each -> each.isAt(head)), () -> "not all real SDKs are at " + head);
    }

    @Override
    public void close() {
        members.forEach(member -> member.belay.close());
    }
}
