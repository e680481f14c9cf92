package dev.belay.client.stream;

import dev.belay.client.http.Exchange;
import dev.belay.client.source.Known;
import dev.belay.client.source.Time;
import dev.belay.json.LogLine;
import dev.belay.json.state.Subject;
import dev.belay.json.sync.SyncEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps a replica in step with the server: reads the stream, and fetches a snapshot whenever the two disagree.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Follower {

    private static final Logger LOG = System.getLogger("dev.belay.client");

    /** The most bytes of one event: the largest document there can be, and room for what is around it. */
    private static final int LARGEST_EVENT = 4 << 20;

    private final Connection connection;
    private final Replica replica;
    private final Outcome outcome;
    private final Time time;
    private final Retries resyncs;

    /** Whether the server can be asked to go on from the replica's position. */
    private boolean resumable;

    Follower(Connection connection, Replica replica, Outcome outcome, Time time, Retries resyncs) {
        this.connection = connection;
        this.replica = replica;
        this.outcome = outcome;
        this.time = time;
        this.resyncs = resyncs;
    }

    /** What a follower tells; called on its thread. */
    interface Outcome {
        /** The server has begun the stream. */
        void connected();

        /**
         * The replica is what the server has, and has not moved.
         *
         * @param age how long ago the server was last known to be at the ledger's head; empty if it is
         */
        void confirmed(Known known, Optional<Duration> age);

        /** Other keys of the flag set are valid than before. */
        void keysChanged();

        /** Who follows through this replica is to fetch a snapshot: one instance, or all. */
        void resynchronise(Optional<String> instance);

        /** The replica is not what the server has, and is about to be replaced. */
        void diverged(Known known, String why);

        /** The replica has moved. */
        void applied(Step step);
    }

    /** Starts from a state that the server sent at some earlier time. */
    void resumeFrom(Known earlier) {
        connection.chunks().remember(earlier.state());
        replica.adopt(earlier);
        resumable = true;
    }

    /** Follows the stream until it ends or breaks. */
    void follow() throws IOException, InterruptedException {
        Known known = replica.known();
        replica.interrupt();
        try (Exchange exchange =
                connection.stream(resumable && known != null ? known.position().toString() : null)) {
            outcome.connected();
            EventReader events = new EventReader(exchange.body(), LARGEST_EVENT);
            for (ServerSentEvent event = events.read(); event != null; event = events.read()) {
                take(event);
            }
        } catch (OversizedEventException oversized) {
            resumable = false;
            throw oversized;
        } catch (MissingMembersException missing) {
            resumable = resumable && !missing.isGone();
            throw missing;
        }
    }

    private void take(ServerSentEvent event) throws IOException, InterruptedException {
        Verdict verdict = verdictOn(event);
        if (verdict instanceof Verdict.Applied applied) {
            applied(applied.step());
        } else if (verdict instanceof Verdict.Confirmed confirmed) {
            resumable = true;
            resyncs.reset();
            outcome.confirmed(confirmed.known(), confirmed.age());
        } else if (verdict instanceof Verdict.KeysChanged) {
            outcome.keysChanged();
        } else if (verdict instanceof Verdict.Resync resync) {
            outcome.resynchronise(resync.instance());
        } else if (verdict instanceof Verdict.Diverged diverged) {
            resynchronise(diverged.why());
        } else if (verdict instanceof Verdict.SnapshotNamed named) {
            resumable = false;
            adopt(connection.snapshot(named));
        }
    }

    private Verdict verdictOn(ServerSentEvent event) throws IOException, InterruptedException {
        try {
            Optional<SyncEvent> known = SyncEvent.read(event.name(), event.data());
            return known.isEmpty() ? new Verdict.Nothing() : replica.on(completed(known.get()));
        } catch (RuntimeException unreadable) {
            return new Verdict.Diverged("an event could not be read: " + unreadable.getMessage());
        }
    }

    // Members come before the end of the frame that names them, so that all of it takes effect at once or nothing.
    private SyncEvent completed(SyncEvent event) throws IOException, InterruptedException {
        return event instanceof SyncEvent.Put put && put.subject().kind().equals(Subject.SEGMENT)
                ? new SyncEvent.Put(
                        put.subject(), put.version(), connection.chunks().complete(put.document()))
                : event;
    }

    private void resynchronise(String why) throws IOException, InterruptedException {
        resumable = false;
        Known known = replica.known();
        LOG.log(
                Level.INFO,
                LogLine.of("stream.resync")
                        .withKnown("flagSet", Optional.ofNullable(known).map(Known::flagSet))
                        .with("reason", why)
                        .toString());
        if (known != null) {
            outcome.diverged(known, why);
        }
        time.pause(resyncs.next());
        adopt(connection.newestSnapshot());
    }

    private void adopt(Known received) {
        Verdict verdict = replica.adopt(received);
        resumable = true;
        connection.chunks().forgetFailure();
        if (verdict instanceof Verdict.Applied applied) {
            outcome.applied(applied.step());
        }
    }

    private void applied(Step step) {
        resumable = true;
        connection.chunks().forgetFailure();
        resyncs.reset();
        outcome.applied(step);
    }
}
