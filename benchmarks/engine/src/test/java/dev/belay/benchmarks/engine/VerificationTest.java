package dev.belay.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.benchmarks.engine.workload.Content;
import dev.belay.benchmarks.engine.workload.Flags;
import dev.belay.benchmarks.engine.workload.Person;
import dev.belay.benchmarks.engine.workload.Sdk;
import dev.belay.benchmarks.engine.workload.Verification;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** An SDK with a mistake is found out. */
class VerificationTest {

    private static final Flags HALF = new Flags(Content.HALF, 1);
    private static final Flags VARIANTS = new Flags(Content.VARIANTS, 1);
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

    @Test
    void acceptsTextsInTheirShares() {
        assertThatCode(() -> Verification.verify(saying(VerificationTest::textOf), VARIANTS, true))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesOneTextForEverybody() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Verification.verify(saying(person -> Content.TEXTS.get(0)), VARIANTS, true))
                .withMessageContaining("people get '" + Content.TEXTS.get(0) + "', which is too far");
    }

    /** The text whose share a person falls into, by number. */
    private static String textOf(int person) {
        int percent = person % 100;
        int at = 0;
        while (percent >= Content.PERCENTAGES.get(at)) {
            percent -= Content.PERCENTAGES.get(at);
            at++;
        }
        return Content.TEXTS.get(at);
    }

    private static Sdk saying(IntFunction<String> people) {
        return sdk(
                person -> {
                    throw new AssertionError("A flag of texts was asked whether it is on");
                },
                people);
    }

    private static Sdk answering(IntPredicate people) {
        return sdk(people, person -> {
            throw new AssertionError("A flag that is on or off was asked for its text");
        });
    }

    private static Sdk sdk(IntPredicate on, IntFunction<String> texts) {
        return new Sdk() {
            @Override
            public boolean isOn(int flag, int person) {
                return on.test(person);
            }

            @Override
            public String text(int flag, int person) {
                return texts.apply(person);
            }

            @Override
            public void close() {}
        };
    }
}
