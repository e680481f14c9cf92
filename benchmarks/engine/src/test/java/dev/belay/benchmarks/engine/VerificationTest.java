package dev.belay.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import dev.belay.benchmarks.engine.workload.Verification;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** An SDK with a mistake is found out. */
class VerificationTest {

    private static final Flags HALF = new Flags(Content.HALF, 1);
    private static final Flags CONDITIONS = new Flags(Content.CONDITIONS, 1);

    private int asked;

    @Test
    void acceptsAnyHalf() {
        assertThatCode(() -> Verification.verify(answering(person -> person % 2 == 0), HALF, true))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAThird() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Verification.verify(answering(person -> person % 3 == 0), HALF, true))
                .withMessageContaining("too far from 50 %");
    }

    @Test
    void refusesAHalfThatIsDrawnAnew() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Verification.verify(answering(person -> (asked++ % 3 != 0) == (person % 2 > 0)), HALF, true))
                .withMessageContaining("do not keep");
    }

    @Test
    void refusesAConditionThatIsLeftOut() {
        IntPredicate withoutCountry = person -> person % 10 < 3
                && Person.ALL.get(person).hasNewVersion()
                && Person.ALL.get(person).email().endsWith(Content.SUFFIX)
                && Person.ALL.get(person).isPaying();

        assertThatIllegalStateException()
                .isThrownBy(() -> Verification.verify(answering(withoutCountry), CONDITIONS, true))
                .withMessageContaining("country=US");
    }

    private static Sdk answering(IntPredicate people) {
        return new Sdk() {
            @Override
            public boolean isOn(int flag, int person) {
                return people.test(person);
            }

            @Override
            public String text(int flag, int person) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }
}
