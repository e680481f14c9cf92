package dev.belay.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Shared;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.FlagType;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnreadFlagTest {

    private static final Position POSITION = new Position("e1", 1);

    private final Counted base = new Counted(flag("base"), 0);
    private final Counted upper = new Counted(flag("upper", "base"), 0);
    private final Snapshot snapshot =
            Snapshot.empty(POSITION).change().put(base).put(upper).at(POSITION);

    @Test
    void isReadWhenItIsFirstAskedForAndNeverAgain() {
        assertThat(snapshot.keys()).containsExactly("base", "upper");
        assertThat(base.readings + upper.readings).isZero();

        assertThat(served(snapshot, "base")).isEqualTo("on");
        CompiledFlag first = Objects.requireNonNull(snapshot.find("base"));

        assertThat(base.readings).isEqualTo(1);
        assertThat(upper.readings).isZero();
        assertThat(snapshot.find("base")).isSameAs(first);
        assertThat(snapshot.flag("base")).isEqualTo(new SnapshotFlag.Understood(1, base.flag));
    }

    @Test
    void isReadOnceForAllSnapshotsThatShareIt() {
        Snapshot next = snapshot.change().removeFlag("upper").at(new Position("e1", 2));

        assertThat(served(next, "base")).isEqualTo("on");
        assertThat(served(snapshot, "base")).isEqualTo("on");

        assertThat(base.readings).isEqualTo(1);
    }

    @Test
    void findsWhatItRefersToHoweverLateItIsRead() {
        assertThat(served(snapshot, "upper")).isEqualTo("on");

        Snapshot without = snapshot.change().removeFlag("base").at(new Position("e1", 2));

        assertThat(served(without, "upper")).isEqualTo("nothing");
    }

    @Test
    void isReadBeforeASnapshotIsTriedApart() {
        Snapshot apart = snapshot.apart();
        Snapshot tried = apart.change()
                .put(new SnapshotFlag.Understood(1, flag("new", "missing")))
                .put(new SnapshotFlag.Understood(1, flag("third", "upper")))
                .at(new Position("e1", 2));

        assertThat(served(tried, "upper")).isEqualTo("on");
        assertThat(served(tried, "third")).isEqualTo("on");
        assertThat(served(tried, "new")).isEqualTo("nothing");
        assertThat(base.readings + upper.readings).isEqualTo(2);
    }

    @Test
    void isReadAheadByWhoeverPrepares() {
        snapshot.prepare();
        snapshot.prepare();

        assertThat(base.readings + upper.readings).isEqualTo(2);
    }

    @Test
    void doesNotStayUnreadableBecauseWhoeverAskedHadNoStackLeft() {
        Counted deep = new Counted(flag("deep"), 1);
        Snapshot with = Snapshot.empty(POSITION).change().put(deep).at(POSITION);

        assertThat(served(with, "deep")).isEqualTo("nothing");
        assertThat(served(with, "deep")).isEqualTo("on");
    }

    @Test
    void isNotTakenForOneThatAsksNothingWhereADependentWasAskedWithoutStackLeft() {
        Counted deep = new Counted(flag("deep"), 1);
        Snapshot with = Snapshot.empty(POSITION)
                .change()
                .put(deep)
                .put(new SnapshotFlag.Understood(1, flag("dependent", "deep")))
                .at(POSITION);
        CompiledFlag dependent = Objects.requireNonNull(with.find("dependent"));

        assertThat(dependent.isStatic(with)).isFalse();
        assertThat(dependent.isLasting(with)).isTrue();
        assertThat(dependent.isStatic(with)).isTrue();
        assertThat(served(with, "dependent")).isEqualTo("on");
    }

    private static String served(Snapshot snapshot, String flag) {
        return Evaluator.evaluate(snapshot, flag, EvaluationContext.empty(), new Moment(Instant.EPOCH, 0))
                .variant()
                .map(Variant::name)
                .orElse("nothing");
    }

    private static Flag flag(String key, String... prerequisites) {
        return new Flag(
                key,
                FlagType.BOOLEAN,
                List.of(new Variant("on", Value.of(true))),
                true,
                Optional.empty(),
                false,
                List.of(prerequisites).stream()
                        .<Prerequisite>map(each -> new Prerequisite.Serves(each, List.of("on")))
                        .toList(),
                List.of(),
                List.of(),
                Optional.of(new Serve.OneVariant("on")),
                Bucketing.defaultFor(key),
                List.of());
    }

    private static final class Counted implements UnreadFlag {

        private final Flag flag;
        private int failures;
        private int readings;

        Counted(Flag flag, int failures) {
            this.flag = flag;
            this.failures = failures;
        }

        @Override
        public String key() {
            return flag.key();
        }

        @Override
        public long version() {
            return 1;
        }

        @Override
        public SnapshotFlag read(Shared shared) {
            readings++;
            if (failures-- > 0) {
                throw new StackOverflowError();
            }
            return new SnapshotFlag.Understood(1, flag);
        }
    }
}
