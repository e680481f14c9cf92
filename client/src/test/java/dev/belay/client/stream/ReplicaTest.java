package dev.belay.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.source.Known;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over the wire, the copy is always a state that the server had, and within an epoch never an older one. */
class ReplicaTest {

    private static final int EVENTS = 3_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void neverLeavesTheServersLineOfHistory(long seed) {
        Chaos chaos = new Chaos(new Random(seed));
        Replica replica = new Replica(20);
        replica.adopt(chaos.known());

        Known before = replica.known();
        for (int step = 0; step < EVENTS; step++) {
            chaos.step(replica);
            Known after = replica.known();
            assertThat(after.state().checksum().hex())
                    .as("step %d at %s", step, after.position())
                    .isEqualTo(chaos.checksums.get(after.position()));
            if (after.position().sharesEpochWith(before.position())) {
                assertThat(after.position().revision())
                        .as("step %d", step)
                        .isGreaterThanOrEqualTo(before.position().revision());
            }
            before = after;
        }
        assertThat(chaos.applied).as("frames that got through").isGreaterThan(EVENTS / 50);
    }

    @Test
    void goesBackBehindASnapshotThatTookThePlaceOfAFrame() {
        LedgerState first = state("epoch", 1, 10);
        LedgerState second = state("epoch", 2, 20);
        LedgerState third = second.apply(new Position("epoch", 3), Instant.EPOCH, second.restoring(first, any -> true));
        Replica replica = new Replica(20);
        replica.adopt(new Known("default/production", first, first.position()));
        replica.adopt(new Known("default/production", second, second.position()));

        replica.on(new SyncEvent.Begin(
                "default/production", third.position(), second.position(), Instant.EPOCH, first.position()));
        replica.on(new SyncEvent.Restore(first.position(), Optional.empty()));
        Verdict verdict = replica.on(
                new SyncEvent.Commit(third.position(), third.checksum().hex()));

        assertThat(verdict).isInstanceOf(Verdict.Applied.class);
    }

    private static LedgerState state(String epoch, long revision, double value) {
        SubjectState flag = SubjectState.live(Subject.flag("flag"), revision, Document.of(Value.of(value)));
        return LedgerState.of(new Position(epoch, revision), Instant.EPOCH, List.of(flag));
    }

    /** A server with a true history, and a wire that loses, repeats, changes and mixes up what it sends. */
    private static final class Chaos {

        private final Random random;
        private final Map<Position, String> checksums = new HashMap<>();
        private final List<LedgerState> history = new ArrayList<>();
        private final List<List<SyncEvent>> frames = new ArrayList<>();
        private LedgerState head = LedgerState.empty("epoch0");
        private int epochs;
        private int applied;

        Chaos(Random random) {
            this.random = random;
            remember();
        }

        Known known() {
            return new Known("default/production", head, head.position());
        }

        void step(Replica replica) {
            int dice = random.nextInt(100);
            if (dice < 60) {
                deliver(replica, frame());
            } else if (dice < 70) {
                deliver(replica, damaged(frame()));
            } else if (dice < 80 && !frames.isEmpty()) {
                deliver(replica, frames.get(random.nextInt(frames.size())));
            } else if (dice < 85) {
                deliver(replica, List.of(new SyncEvent.Heartbeat(head.position(), sum(head))));
            } else if (dice < 88) {
                newEpoch();
            } else if (dice < 92 && !history.isEmpty()) {
                LedgerState old = history.get(random.nextInt(history.size()));
                replica.adopt(new Known("default/production", old, old.position()));
            } else {
                replica.interrupt();
            }
        }

        private void deliver(Replica replica, List<SyncEvent> events) {
            for (SyncEvent event : events) {
                Verdict verdict = replica.on(event);
                applied += verdict instanceof Verdict.Applied ? 1 : 0;
                if (verdict instanceof Verdict.Diverged && random.nextInt(4) > 0) {
                    replica.adopt(known());
                }
            }
        }

        /** The server moves on by one entry. */
        private List<SyncEvent> frame() {
            LedgerState before = head;
            List<SyncEvent> events = new ArrayList<>();
            LedgerState target = history.get(Math.max(0, history.size() - 1 - random.nextInt(30)));
            if (random.nextInt(5) == 0 && target.position().sharesEpochWith(before.position())) {
                head = before.apply(before.position().next(), Instant.EPOCH, before.restoring(target, any -> true));
                events.add(new SyncEvent.Restore(target.position(), Optional.empty()));
            } else {
                List<SubjectState> changes = changes(before);
                head = before.apply(before.position().next(), Instant.EPOCH, changes);
                changes.forEach(change -> events.add(event(change)));
            }
            events.add(
                    0,
                    new SyncEvent.Begin(
                            "default/production", head.position(), before.position(), Instant.EPOCH, head.position()));
            events.add(new SyncEvent.Commit(head.position(), sum(head)));
            remember();
            frames.add(events);
            return events;
        }

        private List<SubjectState> changes(LedgerState before) {
            Map<Subject, SubjectState> changes = new HashMap<>();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                SubjectState change = change(before);
                changes.put(change.subject(), change);
            }
            return List.copyOf(changes.values());
        }

        private SubjectState change(LedgerState before) {
            Subject subject = Subject.flag("flag-" + random.nextInt(8));
            SubjectState known = before.subject(subject);
            long version = known == null ? 1 : known.version() + 1;
            return known != null && known.isLive() && random.nextInt(4) == 0
                    ? SubjectState.tombstone(subject, version)
                    : SubjectState.live(subject, version, Document.of(Value.of(random.nextInt(1_000))));
        }

        private static SyncEvent event(SubjectState change) {
            return change.document()
                    .<SyncEvent>map(document -> new SyncEvent.Put(change.subject(), change.version(), document))
                    .orElseGet(() -> new SyncEvent.Delete(change.subject(), change.version()));
        }

        private List<SyncEvent> damaged(List<SyncEvent> frame) {
            List<SyncEvent> events = new ArrayList<>(frame);
            int place = random.nextInt(events.size());
            switch (random.nextInt(5)) {
                case 0 -> events.remove(place);
                case 1 -> events.add(place, events.get(random.nextInt(events.size())));
                case 2 -> events.add(place, event(change(head)));
                case 3 -> events.set(place, new SyncEvent.Commit(head.position().next(), sum(head)));
                default -> java.util.Collections.shuffle(events, random);
            }
            return events;
        }

        private void newEpoch() {
            epochs++;
            history.clear();
            head = LedgerState.of(new Position("epoch" + epochs, random.nextInt(5)), Instant.EPOCH, head.live());
            remember();
        }

        private void remember() {
            history.add(head);
            checksums.put(head.position(), sum(head));
        }

        private static String sum(LedgerState state) {
            return state.checksum().hex();
        }
    }
}
