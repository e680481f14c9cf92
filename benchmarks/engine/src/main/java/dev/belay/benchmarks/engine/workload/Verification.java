package dev.belay.benchmarks.engine.workload;

import static dev.belay.benchmarks.engine.workload.Person.ALL;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Asks an SDK about everybody and holds its answers against what the flags mean. Which half of all people gets a flag is the
 * SDK's own affair; that it is about a half, and the same people each time, is not.
 */
public final class Verification {

    /** A fair draw strays further once in two million times. */
    private static final double STANDARD_DEVIATIONS = 5;

    private static final int SOME = 64;

    private final Sdk sdk;
    private final Flags flags;

    private Verification(Sdk sdk, Flags flags) {
        this.sdk = sdk;
        this.flags = flags;
    }

    /**
     * Checks the answers of an SDK.
     *
     * @param isSticky whether people keep their answers, as they do wherever a share is found by hashing
     * @throws IllegalStateException if an answer is wrong
     */
    public static void verify(Sdk sdk, Flags flags, boolean isSticky) {
        Verification verification = new Verification(sdk, flags);
        verification.answers();
        if (isSticky) {
            verification.keepsAnswers();
        }
    }

    private void answers() {
        switch (flags.content()) {
            case ON -> IntStream.range(0, flags.count()).forEach(flag -> expect(sdk.isOn(flag, 0), true, flag, 0));
            case HALF -> share("on", 50, everybody().toArray(), person -> sdk.isOn(0, person));
            case CONDITIONS -> conditions();
            case VARIANTS -> variants();
            case THREE_RULES -> List.of(0, flags.count() / 2, flags.count() - 1).forEach(this::threeRules);
        }
    }

    private void conditions() {
        everybody().filter(i -> !ALL.get(i).meetsConditions()).forEach(i -> expect(sdk.isOn(0, i), false, 0, i));
        int[] eligible = everybody().filter(i -> ALL.get(i).meetsConditions()).toArray();
        share("on", Content.SHARE, eligible, person -> sdk.isOn(0, person));
    }

    private void variants() {
        for (int i = 0; i < Content.TEXTS.size(); i++) {
            String text = Content.TEXTS.get(i);
            share(text, Content.PERCENTAGES.get(i), everybody().toArray(), person -> text.equals(sdk.text(0, person)));
        }
    }

    private void threeRules(int flag) {
        List<String> countries = Content.countries(flag);
        IntPredicate on = i -> countries.contains(ALL.get(i).country())
                || (ALL.get(i).hasNewVersion() && ALL.get(i).email().endsWith(Content.OTHER_SUFFIX));
        everybody().filter(on).forEach(i -> expect(sdk.isOn(flag, i), true, flag, i));
        everybody()
                .filter(on.negate().and(i -> !ALL.get(i).isPaying()))
                .forEach(i -> expect(sdk.isOn(flag, i), false, flag, i));
        int[] drawn =
                everybody().filter(on.negate().and(i -> ALL.get(i).isPaying())).toArray();
        share("on", 50, drawn, person -> sdk.isOn(flag, person));
    }

    private void keepsAnswers() {
        int[] first = someAnswers();
        int[] second = someAnswers();
        if (!Arrays.equals(first, second)) {
            throw new IllegalStateException("People do not keep the answers that they get");
        }
    }

    private int[] someAnswers() {
        return everybody()
                .limit(SOME)
                .map(person -> flags.content() == Content.VARIANTS
                        ? sdk.text(0, person).hashCode()
                        : Boolean.hashCode(sdk.isOn(0, person)))
                .toArray();
    }

    private static void share(String answer, int percent, int[] people, IntPredicate gets) {
        double share = percent / 100.0;
        double expected = share * people.length;
        double allowed = STANDARD_DEVIATIONS * Math.sqrt(expected * (1 - share));
        long actual = IntStream.of(people).filter(gets).count();
        if (Math.abs(actual - expected) > allowed) {
            throw new IllegalStateException("%d of %d people get '%s', which is too far from %d %%"
                    .formatted(actual, people.length, answer, percent));
        }
    }

    private static void expect(boolean actual, boolean expected, int flag, int person) {
        if (actual != expected) {
            throw new IllegalStateException(
                    Flags.key(flag) + " is " + (actual ? "on" : "off") + " for " + ALL.get(person));
        }
    }

    private static IntStream everybody() {
        return IntStream.range(0, ALL.size());
    }
}
