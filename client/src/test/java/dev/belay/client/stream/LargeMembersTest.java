package dev.belay.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.source.Known;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Members weigh far more than the documents that name them, so limits have to count them, but not twice. */
class LargeMembersTest {

    /** What a chunk of {@link #chunk} takes: its letters, and eight bytes for each of its two keys. */
    private static final long CHUNK = 2 * 1_000 + 2 * 8;

    private static final Subject SEGMENT = Subject.segment("customers");
    private static final MemberChunk FIRST = chunk("a");

    private final List<LedgerState> states = new ArrayList<>(List.of(state(1, FIRST)));

    @Nested
    class InTheHistory {

        @Test
        void leaveFewerStatesWhenTheyAreReplacedAgainAndAgain() {
            Replica replica = following(4 * CHUNK, Long.MAX_VALUE);

            for (int upload = 0; upload < 20; upload++) {
                deliver(replica, next(chunk("m" + upload)));
            }

            assertThat(remembered(replica)).isEqualTo(4);
        }

        @Test
        void countOnceWhereStatesShareThem() {
            Replica replica = following(4 * CHUNK, Long.MAX_VALUE);

            for (int upload = 0; upload < 20; upload++) {
                String document = "{\"upload\":" + upload + "}";
                deliver(replica, next(FIRST, document));
            }

            assertThat(remembered(replica)).isEqualTo(21);
        }

        @Test
        void areForgottenButForTheNewestIfOneSetIsLargerThanEverythingThatIsKept() {
            Replica replica = following(CHUNK / 2, Long.MAX_VALUE);

            deliver(replica, next(chunk("m")));

            assertThat(remembered(replica)).isEqualTo(1);
            assertThat(replica.known().position()).isEqualTo(states.get(1).position());
        }

        private int remembered(Replica replica) {
            int found = 0;
            for (LedgerState state : states) {
                LedgerState here = replica.known().state();
                replica.on(begin(here.position(), here.position().next()));
                Verdict verdict = replica.on(new SyncEvent.Restore(state.position(), Optional.empty()));
                found += verdict instanceof Verdict.Diverged ? 0 : 1;
                replica.interrupt();
            }
            return found;
        }
    }

    @Nested
    class InAFrame {

        @Test
        void areRefusedWhenTheyAreTooMany() {
            Replica replica = following(Long.MAX_VALUE, 3 * CHUNK);

            Verdict verdict = last(replica, segment(2, "", chunk("m"), chunk("n"), chunk("o"), chunk("p")));

            assertThat(verdict).isInstanceOf(Verdict.Diverged.class);
        }

        @Test
        void countOnlyIfTheyAreNew() {
            Replica replica = following(Long.MAX_VALUE, 3 * CHUNK);

            Verdict verdict = last(replica, segment(2, "", FIRST, chunk("m"), chunk("n")));

            assertThat(verdict).isNotInstanceOf(Verdict.Diverged.class);
        }

        @Test
        void countOnceForSeveralSegments() {
            Replica replica = following(Long.MAX_VALUE, 3 * CHUNK);
            MemberChunk one = chunk("m");
            MemberChunk two = chunk("n");

            LedgerState here = states.get(0);
            replica.on(begin(here.position(), here.position().next()));
            for (int number = 0; number < 10; number++) {
                Verdict verdict =
                        replica.on(new SyncEvent.Put(Subject.segment("s" + number), 1, document("", one, two)));
                assertThat(verdict).as("segment %d", number).isInstanceOf(Verdict.Nothing.class);
            }
        }

        private Verdict last(Replica replica, SubjectState change) {
            LedgerState here = states.get(0);
            replica.on(begin(here.position(), here.position().next()));
            return replica.on(new SyncEvent.Put(
                    change.subject(), change.version(), change.document().orElseThrow()));
        }
    }

    private Replica following(long historyBytes, long frameBytes) {
        Replica replica = new Replica(new History(1_000, historyBytes), frameBytes);
        LedgerState first = states.get(0);
        replica.adopt(new Known("shop/production", first, first.position()));
        return replica;
    }

    private LedgerState next(MemberChunk chunk) {
        return next(chunk, "");
    }

    private LedgerState next(MemberChunk chunk, String text) {
        LedgerState head = states.get(states.size() - 1);
        LedgerState next =
                head.apply(head.position().next(), Instant.EPOCH, List.of(segment(states.size() + 1, text, chunk)));
        states.add(next);
        return next;
    }

    private static void deliver(Replica replica, LedgerState next) {
        replica.on(begin(replica.known().position(), next.position()));
        SubjectState segment = next.subject(SEGMENT);
        replica.on(
                new SyncEvent.Put(SEGMENT, segment.version(), segment.document().orElseThrow()));
        Verdict verdict =
                replica.on(new SyncEvent.Commit(next.position(), next.checksum().hex()));
        assertThat(verdict).isInstanceOf(Verdict.Applied.class);
    }

    private static SyncEvent begin(Position from, Position to) {
        return new SyncEvent.Begin("shop/production", to, from, Instant.EPOCH, from);
    }

    private static LedgerState state(long revision, MemberChunk... chunks) {
        return LedgerState.of(new Position("epoch", revision), Instant.EPOCH, List.of(segment(revision, "", chunks)));
    }

    private static SubjectState segment(long version, String text, MemberChunk... chunks) {
        return SubjectState.live(SEGMENT, version, document(text, chunks));
    }

    /** Named by its chunks and a text, which is all that the limits look at. */
    private static Document document(String text, MemberChunk... chunks) {
        List<Value> names = Arrays.stream(chunks)
                .map(MemberChunk::hash)
                .map(name -> Value.of(name))
                .toList();
        return Document.of(Value.of(List.of(Value.of(text), Value.of(names))))
                .withMembers(new MemberSet(List.of(chunks)));
    }

    private static MemberChunk chunk(String name) {
        byte[] letters = (name + "-".repeat(1_000 - name.length()) + name + "x".repeat(1_000 - name.length()))
                .getBytes(StandardCharsets.US_ASCII);
        return MemberChunk.of(name, letters, new int[] {1_000, 2_000});
    }
}
