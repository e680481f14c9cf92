package dev.belay.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.flag.Flag;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.Verification;
import dev.belay.ledger.diff.StateDifference;
import dev.belay.testkit.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever happens to a flag set, every revision of it can be had back. */
class RandomHistoryTest {

    private static final List<String> KEYS = List.of("a", "b", "c", "d");
    private static final List<String> SEGMENTS = List.of("s", "t");

    @Test
    void everyRevisionCanBeRestoredExactly() {
        Property.of(60, 40).holds((random, size) -> {
            try (Bench bench = new Bench()) {
                List<LedgerState> past = live(bench, random, size);
                for (int turn = 0; turn < 5; turn++) {
                    LedgerState target = past.get(random.nextInt(past.size()));

                    bench.rollback(target.position().revision());

                    assertSame(target, bench.head());
                }
                assertIntact(bench);
            }
        });
    }

    @Test
    void aRollbackCanBeRolledBack() {
        Property.of(60, 30).holds((random, size) -> {
            try (Bench bench = new Bench()) {
                List<LedgerState> past = live(bench, random, size);
                LedgerState before = bench.head();

                bench.rollback(random.nextInt(past.size()));
                bench.rollback(before.position().revision());

                assertSame(before, bench.head());
                assertIntact(bench);
            }
        });
    }

    @Test
    void aDryRunForetellsTheStateAndChangesNothing() {
        Property.of(60, 30).holds((random, size) -> {
            try (Bench bench = new Bench()) {
                List<LedgerState> past = live(bench, random, size);
                LedgerState before = bench.head();
                RollbackTarget target = new RollbackTarget.ToRevision(random.nextInt(past.size()));

                WriteResult preview = bench.rollback(Bench.request().asDryRun(), target);
                assertThat(bench.head()).isSameAs(before);
                WriteResult done = bench.rollback(Bench.request(), target);

                assertThat(preview.after().position()).isEqualTo(done.after().position());
                assertThat(preview.after().checksum()).isEqualTo(done.after().checksum());
            }
        });
    }

    @Test
    void everyVersionOfAFlagCanBeRestoredUnlessThatWouldBeIllegal() {
        Property.of(60, 30).holds((random, size) -> {
            try (Bench bench = new Bench()) {
                live(bench, random, size);
                for (String key : KEYS) {
                    restoreOneVersion(bench, random, key);
                }
                assertIntact(bench);
            }
        });
    }

    private static void restoreOneVersion(Bench bench, RandomGenerator random, String key) {
        List<SubjectVersion> versions = bench.store.versions(Bench.FLAG_SET, Subject.flag(key));
        if (versions.isEmpty()) {
            return;
        }
        SubjectVersion version = versions.get(random.nextInt(versions.size()));
        LedgerState before = bench.head();
        Operation rollback = new Operation.Rollback(key, version.version(), random.nextBoolean(), Precondition.NONE);
        try {
            bench.apply(rollback);
            assertThat(bench.flagState(key).hash()).isEqualTo(version.hash());
        } catch (RefusedException illegal) {
            assertThat(bench.head()).isSameAs(before);
        }
    }

    /** Lets random operations happen, refused ones among them, and keeps the state after each. */
    private static List<LedgerState> live(Bench bench, RandomGenerator random, int size) {
        List<LedgerState> past = new ArrayList<>();
        past.add(bench.head());
        for (int step = 0; step < size; step++) {
            LedgerState before = bench.head();
            attempt(bench, random);
            if (bench.head() != before) {
                past.add(bench.head());
            }
            assertLegal(bench.head());
        }
        return past;
    }

    private static void attempt(Bench bench, RandomGenerator random) {
        try {
            switch (random.nextInt(8)) {
                case 0 -> bench.rollback(random.nextLong(bench.revision() + 1));
                case 1 -> bench.changeSet(operation(bench, random), operation(bench, random), operation(bench, random));
                default -> bench.apply(operation(bench, random));
            }
        } catch (RefusedException refused) {
            assertThat(refused.name().status()).isBetween(400, 499);
        }
    }

    private static Operation operation(Bench bench, RandomGenerator random) {
        String key = pick(KEYS, random);
        String segment = pick(SEGMENTS, random);
        return switch (random.nextInt(12)) {
            case 0 -> new Operation.Enable(key, Precondition.NONE);
            case 1 -> new Operation.Disable(key, Precondition.NONE);
            case 2 -> new Operation.Archive(key, Precondition.NONE);
            case 3 -> new Operation.ArchiveSegment(segment, Precondition.NONE);
            case 4 -> new Operation.Reshuffle(key, Precondition.NONE);
            case 5 -> new Operation.Rollback(key, 1 + random.nextInt(5), random.nextBoolean(), Precondition.NONE);
            case 6 -> new Operation.RollbackSegment(segment, 1 + random.nextInt(3), Precondition.NONE);
            case 7, 8 ->
                new Operation.PutSegment(
                        Bench.segment(segment, "user-" + random.nextInt(9), "ana"),
                        base(bench, Subject.segment(segment)));
            default -> new Operation.PutFlag(flag(key, random), base(bench, Subject.flag(key)));
        };
    }

    private static Flag flag(String key, RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> Bench.dependent(key, pick(KEYS, random), "on");
            case 1 -> Bench.segmented(key, pick(SEGMENTS, random));
            default -> Bench.flag(key, ", \"exposed\": " + random.nextBoolean());
        };
    }

    private static Precondition base(Bench bench, Subject subject) {
        SubjectState state = bench.head().subject(subject);
        return state == null || !state.isLive() ? Precondition.ABSENT : Precondition.version(state.version());
    }

    private static String pick(List<String> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    private static void assertSame(LedgerState expected, LedgerState actual) {
        assertThat(StateDifference.between(expected, actual)).isEmpty();
    }

    private static void assertLegal(LedgerState state) {
        WorkingState view = new WorkingState(state);
        List<Subject> all = view.unchanged(List.of());
        assertThat(ReferenceCheck.of(view, all)).isEmpty();
        assertThat(GraphCheck.of(view, all)).isEmpty();
    }

    private static void assertIntact(Bench bench) {
        Verification verification = bench.store.verify(Bench.FLAG_SET, 1, _ -> {});
        assertThat(verification.broken()).isEqualTo(Optional.empty());
    }
}
