package dev.belay.core.evaluation;

import static dev.belay.core.evaluation.FlagBuilder.POSITION;
import static dev.belay.core.evaluation.FlagBuilder.VERSION;
import static dev.belay.core.evaluation.FlagBuilder.flag;
import static dev.belay.core.evaluation.FlagBuilder.segment;
import static dev.belay.core.evaluation.FlagBuilder.slice;
import static dev.belay.core.evaluation.FlagBuilder.snapshot;
import static dev.belay.core.evaluation.FlagBuilder.split;
import static dev.belay.core.evaluation.FlagBuilder.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Operator;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {

    private static final int USUAL_STACK = 1 << 20;
    private static final EvaluationContext USER = EvaluationContext.of("user-1");
    private static final Condition ALWAYS = new Condition.All(List.of());
    private static final Condition NEVER = new Condition.Any(List.of());
    private static final Condition IN_PORTUGAL = attribute("country", "PT");

    @Test
    void saysThatThereIsNoSuchFlag() {
        Evaluation evaluation = evaluate(snapshot(), "missing");

        assertThat(evaluation)
                .isEqualTo(new Evaluation.Failed(
                        "missing", 0, POSITION, ErrorCode.FLAG_NOT_FOUND, "There is no flag 'missing'"));
        assertThat(evaluation.reason()).isEqualTo(Reason.ERROR);
        assertThat(evaluation.errorCode()).contains(ErrorCode.FLAG_NOT_FOUND);
        assertThat(evaluation.variant()).isEmpty();
    }

    @Test
    void servesTheVersionAndPositionWithTheValue() {
        assertThat(evaluate(snapshot(flag("f").otherwise("on")), "f"))
                .isEqualTo(
                        new Evaluation.Served("f", VERSION, POSITION, variant("on"), Reason.STATIC, Optional.empty()));
    }

    @Nested
    class WhileDisabled {

        @Test
        void servesTheOffVariantWhateverElseIsSaid() {
            FlagBuilder disabled = flag("f")
                    .disabled()
                    .requires("missing", "on")
                    .target("on", "user-1")
                    .rule("r", ALWAYS, "on")
                    .otherwise("on");

            assertServed(evaluate(snapshot(disabled), "f"), "off", Reason.DISABLED);
        }

        @Test
        void leavesTheDefaultToTheCallerWithoutAnOffVariant() {
            assertThat(evaluate(
                            snapshot(flag("f").disabled().withoutOffVariant().otherwise("on")), "f"))
                    .isEqualTo(new Evaluation.Defaulted("f", VERSION, POSITION, Reason.DISABLED));
        }
    }

    @Nested
    class WithPrerequisites {

        private final FlagBuilder dependent =
                flag("f").requires("base", "on", "other").otherwise("on");

        @Test
        void goesOnWhenTheyServeAWantedVariant() {
            assertServed(evaluate(snapshot(dependent, flag("base").otherwise("other")), "f"), "on", Reason.STATIC);
        }

        @Test
        void servesTheOffVariantWhenTheyServeAnother() {
            Snapshot snapshot = snapshot(dependent, flag("base").otherwise("off"));

            assertServed(evaluate(snapshot, "f"), "off", Reason.PREREQUISITE_FAILED);
        }

        @Test
        void leavesTheDefaultToTheCallerWithoutAnOffVariant() {
            Snapshot snapshot = snapshot(flag("f").withoutOffVariant().requires("base", "on"), flag("base"));

            assertThat(evaluate(snapshot, "f"))
                    .isEqualTo(new Evaluation.Defaulted("f", VERSION, POSITION, Reason.PREREQUISITE_FAILED));
        }

        @Test
        void isNotSatisfiedByADisabledFlagWhoseOffVariantIsWanted() {
            Snapshot snapshot =
                    snapshot(flag("f").requires("base", "off"), flag("base").disabled());

            assertServed(evaluate(snapshot, "f"), "off", Reason.PREREQUISITE_FAILED);
        }

        @Test
        void canAskForADisabledFlag() {
            FlagBuilder flag = flag("f").requiresDisabled("base").otherwise("on");

            assertServed(evaluate(snapshot(flag, flag("base").disabled()), "f"), "on", Reason.STATIC);
            assertServed(evaluate(snapshot(flag, flag("base")), "f"), "off", Reason.PREREQUISITE_FAILED);
            assertServed(evaluate(snapshot(flag), "f"), "off", Reason.PREREQUISITE_FAILED);
        }

        @Test
        void dependsOnNothingThatADisabledFlagWouldAsk() {
            FlagBuilder base = flag("base").rule("r", attribute("country", "PT"), "on");
            FlagBuilder byCondition = flag("f").rule("r", new Condition.FlagDisabled("base"), "off");

            for (FlagBuilder flag : List.of(flag("f").requiresDisabled("base"), byCondition)) {
                Snapshot enabled = snapshot(flag, base);

                assertThat(enabled.find("f"))
                        .isNotNull()
                        .satisfies(found -> assertThat(found.isStatic(enabled)).isTrue());
            }
        }

        @Test
        void isNotSatisfiedByAFlagThatIsMissing() {
            assertServed(evaluate(snapshot(dependent), "f"), "off", Reason.PREREQUISITE_FAILED);
        }

        @Test
        void needsAllOfThem() {
            FlagBuilder flag = flag("f").requires("a", "on").requires("b", "on").otherwise("on");

            assertServed(
                    evaluate(snapshot(flag, flag("a").otherwise("on"), flag("b").otherwise("off")), "f"),
                    "off",
                    Reason.PREREQUISITE_FAILED);
        }

        @Test
        void asksThemAtAnyDepth() {
            Snapshot snapshot = snapshot(
                    flag("f").requires("a", "on").otherwise("on"),
                    flag("a").requires("b", "on").otherwise("on"),
                    flag("b").rule("r", IN_PORTUGAL, "on").otherwise("off"));

            assertServed(evaluate(snapshot, "f", USER.with("country", "PT")), "on", Reason.DEFAULT);
            assertServed(evaluate(snapshot, "f", USER), "off", Reason.PREREQUISITE_FAILED);
        }
    }

    @Nested
    class WithTargets {

        private final Snapshot snapshot = snapshot(flag("f")
                .target("on", "user-1", "42")
                .target("other", "user-1", "user-2")
                .rule("r", ALWAYS, "off"));

        @Test
        void servesTheFirstThatListsTheKey() {
            assertServed(evaluate(snapshot, "f"), "on", Reason.TARGETING_MATCH);
            assertServed(evaluate(snapshot, "f", EvaluationContext.of("user-2")), "other", Reason.TARGETING_MATCH);
        }

        @Test
        void readsAnIntegerKeyAsText() {
            EvaluationContext context = EvaluationContext.empty().with("targetingKey", 42);

            assertThat(evaluate(snapshot, "f", context).ruleId()).isEmpty();
        }

        @Test
        void goesOnToTheRulesForOtherKeys() {
            assertThat(evaluate(snapshot, "f", EvaluationContext.of("user-3")).ruleId())
                    .contains("r");
            assertThat(evaluate(snapshot, "f", EvaluationContext.empty()).ruleId())
                    .contains("r");
        }
    }

    @Nested
    class WithRules {

        @Test
        void servesTheFirstThatHolds() {
            Snapshot snapshot = snapshot(flag("f")
                    .rule("never", NEVER, "off")
                    .rule("portugal", IN_PORTUGAL, "on")
                    .rule("always", ALWAYS, "other"));

            Evaluation portuguese = evaluate(snapshot, "f", USER.with("country", "PT"));
            assertServed(portuguese, "on", Reason.TARGETING_MATCH);
            assertThat(portuguese.ruleId()).contains("portugal");
            assertThat(evaluate(snapshot, "f").ruleId()).contains("always");
        }

        @Test
        void joinsConditions() {
            Condition gold = attribute("plan", "gold");
            EvaluationContext both = USER.with("country", "PT").with("plan", "gold");

            assertThat(holds(new Condition.All(List.of(IN_PORTUGAL, gold)), both))
                    .isTrue();
            assertThat(holds(new Condition.All(List.of(IN_PORTUGAL, gold)), USER.with("plan", "gold")))
                    .isFalse();
            assertThat(holds(new Condition.Any(List.of(IN_PORTUGAL, gold)), USER.with("plan", "gold")))
                    .isTrue();
            assertThat(holds(new Condition.Any(List.of(IN_PORTUGAL, gold)), USER))
                    .isFalse();
            assertThat(holds(new Condition.Not(gold), USER)).isTrue();
        }

        @Test
        void asksOtherFlags() {
            Condition serves = new Condition.FlagServes("base", List.of("on"));
            Condition disabled = new Condition.FlagDisabled("base");

            assertThat(holds(serves, USER, flag("base").otherwise("on"))).isTrue();
            assertThat(holds(serves, USER, flag("base").otherwise("off"))).isFalse();
            assertThat(holds(
                            new Condition.FlagServes("base", List.of("off")),
                            USER,
                            flag("base").disabled()))
                    .isFalse();
            assertThat(holds(serves, USER)).isFalse();
            assertThat(holds(disabled, USER, flag("base").disabled())).isTrue();
            assertThat(holds(disabled, USER, flag("base"))).isFalse();
            assertThat(holds(disabled, USER)).isFalse();
        }
    }

    @Nested
    class WithSegments {

        private final Segment beta = new Segment(
                "beta", Optional.of(IN_PORTUGAL), Set.of("acme", "both", "42"), Set.of("banned", "both"), "company");

        @Test
        void excludesFirstThenIncludesThenAsks() {
            assertThat(belongs(USER.with("company", "acme"))).isTrue();
            assertThat(belongs(USER.with("company", 42))).isTrue();
            assertThat(belongs(USER.with("company", "both"))).isFalse();
            assertThat(belongs(USER.with("company", "banned").with("country", "PT")))
                    .isFalse();
            assertThat(belongs(USER.with("company", "other").with("country", "PT")))
                    .isTrue();
            assertThat(belongs(USER.with("company", "other"))).isFalse();
            assertThat(belongs(USER.with("country", "PT"))).isTrue();
            assertThat(belongs(USER)).isFalse();
        }

        @Test
        void hasNoMembersWhereThereIsNoSuchSegment() {
            assertThat(holds(new Condition.InSegment("missing"), USER)).isFalse();
        }

        @Test
        void mayBeMadeOfOthers() {
            Condition when = new Condition.Not(new Condition.InSegment("beta"));
            Snapshot snapshot = snapshot(
                    List.of(beta, segment("rest", when)),
                    flag("f").rule("r", new Condition.InSegment("rest"), "on").otherwise("off"));

            assertServed(evaluate(snapshot, "f"), "on", Reason.TARGETING_MATCH);
            assertServed(evaluate(snapshot, "f", USER.with("company", "acme")), "off", Reason.DEFAULT);
        }

        private boolean belongs(EvaluationContext context) {
            Snapshot snapshot = snapshot(List.of(beta), flag("f").rule("r", new Condition.InSegment("beta"), "on"));
            return evaluate(snapshot, "f", context).ruleId().isPresent();
        }
    }

    @Nested
    class WhenNothingElseDecides {

        @Test
        void isStaticWhenNothingInTheClosureAsksAnything() {
            Snapshot snapshot = snapshot(
                    flag("f")
                            .requires("a", "on")
                            .rule("r", new Condition.FlagDisabled("a"), "off")
                            .otherwise("on"),
                    flag("a")
                            .rule("r", new Condition.FlagServes("b", List.of("off")), "off")
                            .otherwise("on"),
                    flag("b").otherwise("on"));

            assertServed(evaluate(snapshot, "f"), "on", Reason.STATIC);
        }

        @Test
        void isDefaultWhenSomethingInTheClosureAsks() {
            for (FlagBuilder base : List.of(
                    flag("base").target("off", "nobody").otherwise("on"),
                    flag("base").rule("r", IN_PORTUGAL, "off").otherwise("on"),
                    flag("base").rule("r", new Condition.Not(new Condition.InSegment("missing")), "on"),
                    flag("base")
                            .rule("r", new Condition.All(List.of(share(0, 0))), "off")
                            .otherwise("on"),
                    flag("base").rule("r", NEVER, split(slice("on", 1))).otherwise("on"),
                    flag("base").otherwise(split(slice("on", 100_000))))) {
                Snapshot snapshot = snapshot(flag("f").requires("base", "on").otherwise("on"), base);

                assertServed(evaluate(snapshot, "f"), "on", Reason.DEFAULT);
            }
        }

        @Test
        void leavesTheDefaultToTheCallerWithoutOtherwise() {
            assertThat(evaluate(snapshot(flag("f")), "f"))
                    .isEqualTo(new Evaluation.Defaulted("f", VERSION, POSITION, Reason.DEFAULT));
        }
    }

    @Nested
    class WithShares {

        @Test
        void holdsForTheBucketsFromTheFirstToBeforeTheLast() {
            // checkout.new-flow + user-1 is bucket 32343 of 100000.
            assertThat(holds(share(32_343, 32_344), USER)).isTrue();
            assertThat(holds(share(32_344, 100_000), USER)).isFalse();
            assertThat(holds(share(0, 32_343), USER)).isFalse();
            assertThat(holds(share(0, 100_000), USER)).isTrue();
            assertThat(holds(share(0, 100_000), EvaluationContext.empty())).isFalse();
        }

        private static boolean holds(Condition share, EvaluationContext context) {
            return EvaluatorTest.holds(share, context);
        }
    }

    @Nested
    class WhenSomethingIsNotUnderstood {

        private final Snapshot.Changes changes = snapshot(
                        List.of(segment("newer", new Condition.NotUnderstood("no operator 'semver'"))),
                        flag("segment")
                                .rule("r", new Condition.InSegment("newer"), "on")
                                .otherwise("off"),
                        flag("negated").rule("r", new Condition.Not(new Condition.InSegment("newer")), "on"),
                        flag("prerequisite").requires("unreadable", "on").otherwise("on"),
                        flag("disabled").requiresDisabled("unreadable").otherwise("on"),
                        flag("deep").requires("segment", "on").otherwise("on"),
                        flag("unreached").rule("r", NEVER, "on").target("on", "user-1"))
                .change();
        private final Snapshot snapshot = changes.put(new SnapshotFlag.NotUnderstood("unreadable", 5, "format 2"))
                .at(POSITION);

        @Test
        void failsInsteadOfGuessing() {
            assertThat(evaluate(snapshot, "unreadable"))
                    .isEqualTo(new Evaluation.Failed("unreadable", 5, POSITION, ErrorCode.PARSE_ERROR, "format 2"));
            for (String key : List.of("segment", "negated", "deep")) {
                assertThat(evaluate(snapshot, key))
                        .isEqualTo(new Evaluation.Failed(
                                key, VERSION, POSITION, ErrorCode.PARSE_ERROR, "no operator 'semver'"));
            }
            for (String key : List.of("prerequisite", "disabled")) {
                assertThat(evaluate(snapshot, key))
                        .isEqualTo(new Evaluation.Failed(
                                key,
                                VERSION,
                                POSITION,
                                ErrorCode.PARSE_ERROR,
                                "It depends on the flag 'unreadable', which is not understood here: format 2"));
            }
        }

        @Test
        void answersWhenTheDecisionDoesNotComeToIt() {
            assertServed(evaluate(snapshot, "unreached"), "on", Reason.TARGETING_MATCH);
        }

        @Test
        void explainsAsFarAsItCame() {
            Explanation explanation = explain(snapshot, "deep");

            assertThat(explanation.evaluation()).isEqualTo(evaluate(snapshot, "deep"));
        }
    }

    @Nested
    @Timeout(10)
    class WhateverTheReferences {

        @Test
        void failsForCirclesOfFlags() {
            Snapshot snapshot = snapshot(
                    flag("a").requires("b", "on").otherwise("on"),
                    flag("b").rule("r", new Condition.Not(new Condition.FlagServes("a", List.of("on"))), "on"));

            assertThat(evaluate(snapshot, "a"))
                    .isEqualTo(new Evaluation.Failed(
                            "a",
                            VERSION,
                            POSITION,
                            ErrorCode.GENERAL,
                            "Flags refer to one another in a circle: a → b → a"));
        }

        @Test
        void failsForCirclesOfSegments() {
            Snapshot snapshot = snapshot(
                    List.of(
                            segment("s", new Condition.InSegment("t")),
                            segment("t", new Condition.Not(new Condition.InSegment("s")))),
                    flag("f").rule("r", new Condition.InSegment("s"), "on"));

            assertThat(evaluate(snapshot, "f").errorCode()).contains(ErrorCode.GENERAL);
        }

        @Test
        void failsForReferencesThatAreTooDeep() {
            List<FlagBuilder> flags = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                flags.add(flag("f" + n).requires("f" + (n + 1), "on").otherwise("on"));
            }
            flags.add(flag("f100").otherwise("on"));
            Snapshot snapshot = snapshot(flags.toArray(FlagBuilder[]::new));

            assertThat(evaluate(snapshot, "f0").errorCode()).contains(ErrorCode.GENERAL);
            assertServed(evaluate(snapshot, "f50"), "on", Reason.STATIC);
        }

        @Test
        void looksNoDeeperForWhatIsNeverAsked() {
            List<FlagBuilder> flags = new ArrayList<>();
            for (int n = 0; n < 20_000; n++) {
                Condition neverAsked =
                        new Condition.All(List.of(NEVER, new Condition.FlagServes("f" + (n + 1), List.of("on"))));
                flags.add(flag("f" + n).rule("r", neverAsked, "off").otherwise("on"));
            }
            Snapshot snapshot = snapshot(flags.toArray(FlagBuilder[]::new));

            assertServed(evaluate(snapshot, "f0"), "on", Reason.DEFAULT);
        }

        @Test
        void decidesTheDeepestSegmentsThatCanBeSaved() throws InterruptedException {
            List<Segment> segments = new ArrayList<>();
            for (int n = 0; n < 63; n++) {
                segments.add(segment("s" + n, nested(n == 62 ? ALWAYS : new Condition.InSegment("s" + (n + 1)))));
            }
            Snapshot snapshot = snapshot(segments, flag("f").rule("r", nested(new Condition.InSegment("s0")), "on"));

            assertServed(onAStackOf(USUAL_STACK, snapshot, "f"), "on", Reason.TARGETING_MATCH);
        }

        @Test
        void decidesTheDeepestFlagsThatCanBeSaved() throws InterruptedException {
            List<FlagBuilder> flags = new ArrayList<>();
            for (int n = 0; n < 64; n++) {
                Condition next = n == 63 ? NEVER : new Condition.FlagServes("f" + (n + 1), List.of("off"));
                flags.add(flag("f" + n).rule("r", nested(next), "off").otherwise("on"));
            }

            Snapshot snapshot = snapshot(flags.toArray(FlagBuilder[]::new));

            assertServed(onAStackOf(USUAL_STACK, snapshot, "f0"), "on", Reason.STATIC);
        }

        @ParameterizedTest
        @ValueSource(ints = {62, 63, 64, 65, 66, 130})
        void explainsAsItEvaluatesHoweverDeep(int length) {
            List<FlagBuilder> flags = new ArrayList<>();
            for (int n = 0; n < length; n++) {
                FlagBuilder each = flag("f" + n).otherwise("on");
                flags.add(n + 1 < length ? each.requires("f" + (n + 1), "on") : each);
            }
            Snapshot snapshot = snapshot(flags.toArray(FlagBuilder[]::new));

            assertThat(explain(snapshot, "f0").evaluation()).isEqualTo(evaluate(snapshot, "f0"));
        }

        @Test
        void failsWhenTheStackIsTooSmall() throws InterruptedException {
            Condition endless = NEVER;
            for (int level = 0; level < 100_000; level++) {
                endless = new Condition.Not(endless);
            }

            Evaluation answer = onAStackOf(USUAL_STACK, snapshot(flag("f").rule("r", endless, "on")), "f");

            assertThat(answer.errorCode()).contains(ErrorCode.GENERAL);
            assertThat(answer.version()).isEqualTo(VERSION);
        }

        private static Evaluation onAStackOf(int bytes, Snapshot snapshot, String key) throws InterruptedException {
            AtomicReference<Evaluation> answer = new AtomicReference<>();
            Runnable question = () -> answer.set(explain(snapshot, key).evaluation());
            Thread thread = new Thread(null, question, "evaluation", bytes);
            thread.start();
            thread.join();
            return answer.get();
        }

        // As deep as documents may be: lists and objects lie 32 deep in one another.
        private static Condition nested(Condition innermost) {
            Condition condition = innermost;
            for (int level = 0; level < 14; level++) {
                condition = new Condition.All(List.of(condition));
            }
            return condition;
        }

        @Test
        void asksWhatManyReferToOnlyOnce() {
            List<FlagBuilder> flags = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                String next = "f" + (n + 1);
                flags.add(flag("f" + n)
                        .requires(next, "on")
                        .requires(next, "on")
                        .requires(next, "on")
                        .otherwise("on"));
            }
            flags.add(flag("f60").rule("r", IN_PORTUGAL, "on").otherwise("on"));

            assertServed(evaluate(snapshot(flags.toArray(FlagBuilder[]::new)), "f0"), "on", Reason.DEFAULT);
        }

        @Test
        void failsForAVariantThatIsNotThere() {
            assertThat(evaluate(snapshot(flag("f").otherwise("missing")), "f").errorCode())
                    .contains(ErrorCode.GENERAL);
        }
    }

    @Nested
    class Explained {

        @Test
        void tellsEveryStepInOrder() {
            Snapshot snapshot = snapshot(
                    List.of(segment("iberia", new Condition.Any(List.of(attribute("country", "ES"), IN_PORTUGAL)))),
                    flag("f")
                            .requires("base", "on")
                            .target("off", "user-9")
                            .rule("first", attribute("plan", "gold"), "other")
                            .rule("second", new Condition.InSegment("iberia"), split(slice("on", 100_000))),
                    flag("base").otherwise("on"));
            EvaluationContext context = USER.with("country", "PT");

            Explanation explanation = Evaluator.explain(snapshot, "f", context, new Moment(Instant.EPOCH, 0));

            assertThat(explanation.evaluation()).isEqualTo(evaluate(snapshot, "f", context));
            assertThat(lines(explanation.steps(), ""))
                    .containsExactly(
                            "+ prerequisite base: met",
                            "  + otherwise: serves on",
                            "- targets: the key is not listed",
                            "- rule first: does not decide",
                            "  - plan equals \"gold\": absent",
                            "+ rule second: serves on",
                            "  + segment iberia: holds",
                            "    - country equals \"ES\": saw \"PT\"",
                            "    + country equals \"PT\": saw \"PT\"",
                            "  + split by targetingKey: bucket 28906 of 100000");
        }

        @Test
        void tellsThatTheFlagIsDisabled() {
            assertThat(lines(explain(snapshot(flag("f").disabled()), "f").steps(), ""))
                    .containsExactly("- enabled: the flag is disabled");
        }

        @Test
        void tellsThatNoKeyWasFound() {
            Snapshot snapshot = snapshot(flag("f").rule("r", share(0, 1), "on").otherwise(split(slice("on", 1))));

            Explanation explanation =
                    Evaluator.explain(snapshot, "f", EvaluationContext.empty(), new Moment(Instant.EPOCH, 0));

            assertThat(lines(explanation.steps(), ""))
                    .containsExactly(
                            "- rule r: does not decide",
                            "  - share 0..1: the context has no usable key",
                            "- split by targetingKey: the context has no usable key",
                            "- otherwise: does not decide");
        }

        private static List<String> lines(List<Explanation.Step> steps, String indent) {
            List<String> lines = new ArrayList<>();
            for (Explanation.Step step : steps) {
                lines.add(indent + (step.held() ? "+ " : "- ") + step.subject() + ": " + step.detail());
                lines.addAll(lines(step.steps(), indent + "  "));
            }
            return lines;
        }
    }

    private static void assertServed(Evaluation evaluation, String variant, Reason reason) {
        assertThat(evaluation.variant()).contains(variant(variant));
        assertThat(evaluation.reason()).isEqualTo(reason);
        assertThat(evaluation.errorCode()).isEmpty();
        assertThat(evaluation.version()).isEqualTo(VERSION);
        assertThat(evaluation.position()).isEqualTo(new Position("e1", 7));
    }

    private static boolean holds(Condition condition, EvaluationContext context, FlagBuilder... others) {
        List<FlagBuilder> flags = new ArrayList<>(List.of(others));
        flags.add(flag("f").rule("r", condition, "on"));
        return evaluate(snapshot(flags.toArray(FlagBuilder[]::new)), "f", context)
                .ruleId()
                .isPresent();
    }

    private static Condition share(int from, int to) {
        return new Condition.Share(from, to, Bucketing.defaultFor("checkout.new-flow"));
    }

    private static Condition attribute(String name, String value) {
        return new Condition.Attribute(
                AttributeName.parse(name), Operator.EQUALS, Value.of(value), false, false, Optional.empty());
    }

    private static Evaluation evaluate(Snapshot snapshot, String key) {
        return evaluate(snapshot, key, USER);
    }

    private static Evaluation evaluate(Snapshot snapshot, String key, EvaluationContext context) {
        return Evaluator.evaluate(snapshot, key, context, new Moment(Instant.EPOCH, 0));
    }

    private static Explanation explain(Snapshot snapshot, String key) {
        return Evaluator.explain(snapshot, key, USER, new Moment(Instant.EPOCH, 0));
    }
}
