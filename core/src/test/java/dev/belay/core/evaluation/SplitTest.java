package dev.belay.core.evaluation;

import static dev.belay.core.evaluation.FlagBuilder.flag;
import static dev.belay.core.evaluation.FlagBuilder.slice;
import static dev.belay.core.evaluation.FlagBuilder.snapshot;
import static dev.belay.core.evaluation.FlagBuilder.split;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Reason;
import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import dev.belay.core.bucketing.MissingKey;
import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Variant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    private static final String FLOW = "checkout.new-flow";
    private static final Condition ALWAYS = new Condition.All(List.of());

    // Buckets by the salt checkout.new-flow of 100000: user-1 32343, user-2 53689, alice@example.com 16016, 日本 42819.
    @ParameterizedTest
    @CsvSource({"user-1, on", "user-2, off", "alice@example.com, on", "日本, other"})
    void servesTheSliceThatTheBucketFallsInto(String key, String variant) {
        FlagBuilder flag =
                flag(FLOW).otherwise(split(slice("on", 32_344), slice("other", 10_476), slice("off", 57_180)));

        Evaluation evaluation = evaluate(flag, EvaluationContext.of(key));

        assertThat(served(evaluation)).isEqualTo(variant);
        assertThat(evaluation.reason()).isEqualTo(Reason.SPLIT);
        assertThat(evaluation.ruleId()).isEmpty();
    }

    @Test
    void endsASliceBeforeItsCumulativeWeight() {
        assertThat(servedToUser1(split(slice("on", 32_343), slice("off", 67_657))))
                .isEqualTo("off");
        assertThat(servedToUser1(split(slice("on", 32_344), slice("off", 67_656))))
                .isEqualTo("on");
        assertThat(servedToUser1(split(slice("off", 0), slice("on", 100_000)))).isEqualTo("on");
        assertThat(servedToUser1(split(slice("on", 10), slice("off", 30_000), slice("on", 69_990))))
                .isEqualTo("on");
    }

    @Test
    void readsIntegerKeysAsDecimalText() {
        Serve byCompany = new Serve.Split(List.of(slice("on", 100_000)), by("company"));

        for (double usable : new double[] {42, -1, 9_007_199_254_740_992.0}) {
            assertThat(served(evaluate(
                            flag(FLOW).otherwise(byCompany),
                            EvaluationContext.empty().with("company", usable))))
                    .isEqualTo("on");
        }
        assertThat(bucketOf(EvaluationContext.empty().with("company", 42)))
                .isEqualTo(bucketOf(EvaluationContext.empty().with("company", "42")));
    }

    @Nested
    class WithARest {

        @Test
        void fallsThroughToTheNextRule() {
            FlagBuilder flag = flag(FLOW)
                    .rule("small", ALWAYS, split(slice("on", 1)))
                    .rule("next", ALWAYS, "other")
                    .otherwise("off");

            Evaluation evaluation = evaluate(flag, EvaluationContext.of("user-1"));

            assertThat(served(evaluation)).isEqualTo("other");
            assertThat(evaluation.ruleId()).contains("next");
        }

        @Test
        void leavesTheDefaultToTheCallerInOtherwise() {
            Evaluation evaluation =
                    evaluate(flag(FLOW).otherwise(split(slice("on", 32_343))), EvaluationContext.of("user-1"));

            assertThat(evaluation)
                    .isEqualTo(
                            new Evaluation.Defaulted(FLOW, FlagBuilder.VERSION, FlagBuilder.POSITION, Reason.DEFAULT));
        }
    }

    @Nested
    class WithoutAUsableKey {

        private final Serve split = split(slice("on", 100_000));

        @ParameterizedTest
        @CsvSource({"true", "false"})
        void fallsThroughUnlessToldOtherwise(boolean present) {
            EvaluationContext context =
                    present ? EvaluationContext.empty().with("targetingKey", 1.5) : EvaluationContext.empty();
            FlagBuilder flag = flag(FLOW).rule("r", ALWAYS, split).otherwise("other");

            assertThat(served(evaluate(flag, context))).isEqualTo("other");
        }

        @Test
        void servesTheFirstSliceWhenToldTo() {
            FlagBuilder flag = missing(MissingKey.FIRST_SLICE).rule("r", ALWAYS, split);

            Evaluation evaluation = evaluate(flag, EvaluationContext.empty());

            assertThat(served(evaluation)).isEqualTo("on");
            assertThat(evaluation.reason()).isEqualTo(Reason.SPLIT);
            assertThat(evaluation.ruleId()).contains("r");
        }

        @Test
        void failsWhenToldTo() {
            Evaluation evaluation = evaluate(missing(MissingKey.ERROR).otherwise(split), EvaluationContext.empty());

            assertThat(evaluation.errorCode()).contains(ErrorCode.TARGETING_KEY_MISSING);
            assertThat(evaluation.reason()).isEqualTo(Reason.ERROR);
        }

        @Test
        void failsOnlyWhenTheSplitIsReached() {
            FlagBuilder flag =
                    missing(MissingKey.ERROR).rule("r", ALWAYS, "other").otherwise(split);

            assertThat(served(evaluate(flag, EvaluationContext.empty()))).isEqualTo("other");
        }

        private FlagBuilder missing(MissingKey choice) {
            return flag(FLOW).bucketing(new Bucketing(Algorithm.BELAY_1, FLOW, "targetingKey", 100_000, choice));
        }
    }

    @Nested
    class WithBucketingOfItsOwn {

        private final EvaluationContext user = EvaluationContext.of("user-1");

        @Test
        void usesTheSaltOfTheFlagInOtherwiseAndOneOfItsOwnInARule() {
            int inOtherwise = Algorithm.BELAY_1.bucket(FLOW, "user-1", 100_000);
            int inRule = Algorithm.BELAY_1.bucket(FLOW + "/beta", "user-1", 100_000);

            assertThat(inOtherwise).isEqualTo(32_343);
            assertThat(detail(flag(FLOW).otherwise(split(slice("on", 1))))).contains("bucket " + inOtherwise + " of");
            assertThat(detail(flag(FLOW)
                            .rule("beta", ALWAYS, split(slice("on", 1)))
                            .otherwise("off")))
                    .contains("bucket " + inRule + " of");
        }

        @Test
        void takesWhatItLeavesOutFromTheFlag() {
            Bucketing flags = new Bucketing(Algorithm.BELAY_1, "s", "company", 1_000, MissingKey.ERROR);

            assertThat(BucketingOverride.NONE.over(flags, "s/r")).isEqualTo(flags.withSalt("s/r"));
            assertThat(everything().over(flags, "s/r"))
                    .isEqualTo(new Bucketing(Algorithm.BELAY_1, "own", "k", 10, MissingKey.FIRST_SLICE));
        }

        @Test
        void usesItsOwnSaltAndTotal() {
            Serve.Split own = new Serve.Split(
                    List.of(slice("on", 10)),
                    new BucketingOverride(
                            Optional.empty(),
                            Optional.of("cohort"),
                            Optional.empty(),
                            OptionalInt.of(10),
                            Optional.empty()));

            assertThat(detail(flag("f").rule("r", ALWAYS, own)))
                    .contains("bucket " + Algorithm.BELAY_1.bucket("cohort", "user-1", 10) + " of 10");
        }

        @Test
        void drawsByTheChanceOfTheCall() {
            Serve draw = new Serve.Split(List.of(slice("on", 25_000), slice("off", 75_000)), by(Bucketing.RANDOM));
            FlagBuilder flag = flag("f").otherwise(draw);

            assertThat(served(evaluate(flag, EvaluationContext.empty(), 0))).isEqualTo("on");
            assertThat(served(evaluate(flag, EvaluationContext.empty(), 0x3fff_ffff)))
                    .isEqualTo("on");
            assertThat(served(evaluate(flag, EvaluationContext.empty(), 0x4000_0000)))
                    .isEqualTo("off");
            assertThat(served(evaluate(flag, EvaluationContext.empty(), -1))).isEqualTo("off");
        }

        private String detail(FlagBuilder flag) {
            return Evaluator.explain(snapshot(flag), flag.build().key(), user, new Moment(Instant.EPOCH, 0))
                    .steps()
                    .toString();
        }

        private static BucketingOverride everything() {
            return new BucketingOverride(
                    Optional.of(Algorithm.BELAY_1),
                    Optional.of("own"),
                    Optional.of("k"),
                    OptionalInt.of(10),
                    Optional.of(MissingKey.FIRST_SLICE));
        }
    }

    private static String bucketOf(EvaluationContext context) {
        FlagBuilder flag = flag(FLOW).otherwise(new Serve.Split(List.of(slice("on", 1)), by("company")));
        return Evaluator.explain(snapshot(flag), FLOW, context, new Moment(Instant.EPOCH, 0))
                .steps()
                .toString();
    }

    private static BucketingOverride by(String attribute) {
        return new BucketingOverride(
                Optional.empty(), Optional.empty(), Optional.of(attribute), OptionalInt.empty(), Optional.empty());
    }

    private static String servedToUser1(Serve serve) {
        return served(evaluate(flag(FLOW).otherwise(serve), EvaluationContext.of("user-1")));
    }

    private static String served(Evaluation evaluation) {
        return evaluation.variant().map(Variant::name).orElse("nothing");
    }

    private static Evaluation evaluate(FlagBuilder flag, EvaluationContext context) {
        return evaluate(flag, context, 0);
    }

    private static Evaluation evaluate(FlagBuilder flag, EvaluationContext context, int random) {
        return Evaluator.evaluate(snapshot(flag), flag.build().key(), context, new Moment(Instant.EPOCH, random));
    }
}
