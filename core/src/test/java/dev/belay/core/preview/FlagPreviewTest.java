package dev.belay.core.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.Operator;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.FlagType;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.MovedShare;
import dev.belay.core.flag.Movement;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import dev.belay.core.flag.Target;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlagPreviewTest {

    private static final String KEY = "f";
    private static final Serve ON = new Serve.OneVariant("on");
    private static final Serve OFF = new Serve.OneVariant("off");

    @Nested
    class OfSplits {

        @Test
        void saysExactlyWhatMovesAndWhatMust() {
            List<SplitPreview> splits = splits(
                    flag(split(50_000, 50_000)),
                    flag(new Serve.Split(List.of(slice("off", 40_000), slice("on", 60_000)), BucketingOverride.NONE)));

            assertThat(splits)
                    .containsExactly(new SplitPreview.Exact(
                            Optional.empty(),
                            new Movement(
                                    new MovedShare(90_000, 100_000),
                                    new MovedShare(10_000, 100_000),
                                    List.of(
                                            new Movement.Shift("off", 40_000, 50_000),
                                            new Movement.Shift("on", 50_000, 40_000)))));
        }

        @Test
        void matchesRulesByTheirIds() {
            Flag before = flag(ON, rule("a", split(10, 0)), rule("b", split(20, 0)), rule("gone", split(1, 0)));
            Flag after = flag(ON, rule("b", split(30, 0)), rule("a", split(10, 0)), rule("new", split(1, 0)));

            assertThat(splits(before, after))
                    .singleElement()
                    .satisfies(split -> assertThat(split.rule()).contains("b"));
        }

        @Test
        void countsOneVariantAsASplitOfTheWhole() {
            assertThat(moved(flag(OFF), flag(split(30_000, 70_000)))).isEqualTo(new MovedShare(30_000, 100_000));
            assertThat(moved(flag(split(30_000, 70_000)), flag(ON))).isEqualTo(new MovedShare(70_000, 100_000));
        }

        @Test
        void isSilentWhereNothingIsSplitOrNothingChanges() {
            assertThat(splits(flag(ON), flag(OFF))).isEmpty();
            assertThat(splits(flag(split(1, 2)), flag(split(1, 2)))).isEmpty();
            assertThat(FlagPreview.splits(snapshot(), snapshot(flag(split(1, 2))), KEY, 10))
                    .isEmpty();
        }

        @Test
        void estimatesWhatIsDrawnAnew() {
            Flag before = flag(split(50_000, 50_000));

            Proportion moved = reshuffled(before, withSalt(before, "another"));

            assertThat(moved.size()).isEqualTo(10_000);
            assertThat(moved.low()).isLessThan(0.5);
            assertThat(moved.high()).isGreaterThan(0.5);
        }

        @Test
        void estimatesThatNobodyMovesWhereOnlyTheMeasureIsFiner() {
            Flag before = flag(split(50_000, 50_000));
            Bucketing fine = new Bucketing(
                    before.bucketing().algorithm(),
                    KEY,
                    "targetingKey",
                    1_000_000,
                    before.bucketing().onMissingKey());
            Flag after = withBucketing(flag(split(500_000, 500_000)), fine);

            assertThat(reshuffled(before, after).count()).isZero();
        }

        @Test
        void takesOtherKeysWhereAnotherAttributeIsTheKey() {
            Flag before = flag(split(50_000, 50_000));
            Bucketing byCompany = new Bucketing(
                    before.bucketing().algorithm(),
                    KEY,
                    "company",
                    100_000,
                    before.bucketing().onMissingKey());

            assertThat(reshuffled(before, withBucketing(before, byCompany)).share())
                    .isCloseTo(0.5, within(0.03));
        }

        private List<SplitPreview> splits(Flag before, Flag after) {
            return FlagPreview.splits(snapshot(before), snapshot(after), KEY, 10_000);
        }

        private MovedShare moved(Flag before, Flag after) {
            return ((SplitPreview.Exact) splits(before, after).get(0))
                    .movement()
                    .moved();
        }

        private Proportion reshuffled(Flag before, Flag after) {
            return ((SplitPreview.Reshuffled) splits(before, after).get(0)).moved();
        }
    }

    @Nested
    class OfContexts {

        @Test
        void countsAmongTheGivenOnes() {
            Flag before = flag(OFF);
            Flag after = flag(OFF, rule("r", attribute("country", Operator.EQUALS, Value.of("PT")), ON));
            List<EvaluationContext> contexts = List.of(
                    EvaluationContext.of("1").with("country", "PT"),
                    EvaluationContext.of("2").with("country", "ES"),
                    EvaluationContext.of("3"));

            Sample sample = FlagPreview.of(snapshot(before), snapshot(after), KEY, given(contexts))
                    .given()
                    .orElseThrow();

            assertThat(sample.differing()).isEqualTo(new Proportion(1, 3));
            assertThat(sample.examples())
                    .containsExactly(new Sample.Example(
                            contexts.get(0), Optional.of(variant("off")), Optional.of(variant("on"))));
        }

        @Test
        void seesAFlagComeAndGo() {
            List<EvaluationContext> contexts = List.of(EvaluationContext.of("1"));

            Sample born = FlagPreview.of(snapshot(), snapshot(flag(ON)), KEY, given(contexts))
                    .given()
                    .orElseThrow();
            Sample gone = FlagPreview.of(snapshot(flag(ON)), snapshot(), KEY, given(contexts))
                    .given()
                    .orElseThrow();

            assertThat(born.examples().get(0).before()).isEmpty();
            assertThat(gone.examples().get(0).after()).isEmpty();
        }

        @Test
        void agreesWithTheExactShareOfASplit() {
            FlagPreview preview = FlagPreview.of(
                    snapshot(flag(split(50_000, 50_000))),
                    snapshot(flag(split(60_000, 40_000))),
                    KEY,
                    invented(10_000));

            Proportion differing = preview.invented().orElseThrow().differing();

            assertThat(differing.share()).isCloseTo(0.1, within(0.02));
        }

        @Test
        void endsWhenItMayNotGoOn() {
            int[] left = {7};
            Sampling sampling = new Sampling(List.of(), 100, 0, 1, Instant.EPOCH, () -> left[0]-- > 0);

            assertThat(FlagPreview.of(snapshot(flag(ON)), snapshot(flag(OFF)), KEY, sampling)
                            .invented()
                            .orElseThrow()
                            .differing())
                    .isEqualTo(new Proportion(6, 6));
        }

        @Test
        void makesTheSameUpAgain() {
            Snapshot before = snapshot(flag(OFF, rule("r", attribute("a", Operator.IN, list("x", "y")), ON)));
            Snapshot after = snapshot(flag(OFF, rule("r", attribute("a", Operator.IN, list("y", "z")), ON)));

            assertThat(FlagPreview.of(before, after, KEY, invented(500)))
                    .isEqualTo(FlagPreview.of(before, after, KEY, invented(500)));
        }
    }

    @Nested
    class OfConditions {

        static List<Condition> conditions() {
            return List.of(
                    attribute("a", Operator.EQUALS, Value.of("x")),
                    attribute("a", Operator.EQUALS, Value.of(3)),
                    attribute("/user/app~1name", Operator.IN, list("x", "y")),
                    attribute("a", Operator.CONTAINS, Value.of("x")),
                    attribute("a", Operator.STARTS_WITH, list("x")),
                    attribute("a", Operator.ENDS_WITH, list("@example.com")),
                    attribute("a", Operator.MATCHES, Value.of("^.+@example[.]?com$")),
                    attribute("a", Operator.LESS_THAN, Value.of(18)),
                    attribute("a", Operator.BETWEEN, Value.of(List.of(Value.of(100), Value.of(102)))),
                    attribute(
                            "a", Operator.MODULO, Value.of(Map.of("divisor", Value.of(97), "remainder", Value.of(5)))),
                    attribute("a", Operator.BEFORE, Value.of("2026-01-02T03:04:05Z")),
                    attribute("a", Operator.SEMVER, Value.of(">=2.1.0 <2.1.1")),
                    attribute("a", Operator.CIDR, list("10.1.2.0/24")),
                    attribute("a", Operator.CONTAINS_ALL, list("x", "y")),
                    attribute("a", Operator.CONTAINS_NONE, list("x")),
                    attribute("a", Operator.EXISTS, Value.of(true)),
                    attribute("a", Operator.ABSENT, Value.of(true)),
                    attribute("a", Operator.TYPE, Value.of("structure")),
                    new Condition.Attribute(
                            AttributeName.parse("a"),
                            Operator.EQUALS,
                            Value.of("2.1.0"),
                            true,
                            false,
                            Optional.of(Conversion.VERSION)),
                    new Condition.Not(attribute("a", Operator.IN, list("x"))),
                    new Condition.All(List.of(
                            attribute("a", Operator.EQUALS, Value.of("x")),
                            attribute("b", Operator.GREATER_THAN, Value.of(10)),
                            attribute("c", Operator.ENDS_WITH, list("z")),
                            new Condition.Not(attribute("d", Operator.EQUALS, Value.of(true))))),
                    new Condition.InSegment("segment"));
        }

        @ParameterizedTest
        @MethodSource("conditions")
        void findsWhomARuleWouldDecideFor(Condition condition) {
            assertThat(differing(flag(OFF), flag(OFF, rule("r", condition, ON))))
                    .isGreaterThan(20);
        }

        @ParameterizedTest
        @MethodSource("conditions")
        void findsWhomARuleWouldNotDecideFor(Condition condition) {
            assertThat(differing(flag(ON), flag(OFF, rule("r", condition, ON)))).isGreaterThan(20);
        }

        @Test
        void findsTheOneNewItemAmongThousands() {
            String[] many = new String[5_000];
            for (int index = 0; index < many.length; index++) {
                many[index] = "item" + index;
            }
            String[] more = java.util.Arrays.copyOf(many, many.length + 1);
            more[many.length] = "one more";

            assertThat(differing(
                            flag(OFF, rule("r", attribute("a", Operator.IN, list(many)), ON)),
                            flag(OFF, rule("r", attribute("a", Operator.IN, list(more)), ON))))
                    .isGreaterThan(20);
        }

        @Test
        void findsTheOneNewMemberAmongThousands() {
            Flag flag = flag(OFF, rule("r", new Condition.InSegment("large"), ON));
            List<MemberChunk> chunks = List.of(chunk(100, 40_100), chunk(50_000, 52_000));
            List<MemberChunk> more = List.of(chunk(100, 40_100), chunk(50_000, 52_001));

            FlagPreview preview = FlagPreview.of(withLarge(flag, chunks), withLarge(flag, more), KEY, invented(5_000));

            assertThat(preview.invented().orElseThrow().examples())
                    .isNotEmpty()
                    .allSatisfy(example ->
                            assertThat(example.context().targetingKey()).contains("user-52000"));
        }

        private static Snapshot withLarge(Flag flag, List<MemberChunk> chunks) {
            Segment segment = new Segment("large", Optional.empty(), Set.of(), Set.of(), "targetingKey")
                    .withMembers(new MemberSet(chunks));
            return snapshot(flag).change().put(segment).at(new Position("e", 2));
        }

        private static MemberChunk chunk(int from, int to) {
            StringBuilder keys = new StringBuilder();
            int[] ends = new int[to - from];
            for (int index = 0; index < ends.length; index++) {
                keys.append("user-%05d".formatted(from + index));
                ends[index] = keys.length();
            }
            return MemberChunk.of(from + "-" + to, keys.toString().getBytes(StandardCharsets.UTF_8), ends);
        }

        @Test
        void findsTheOneNewTarget() {
            Flag before = flag(OFF);
            Flag after = new Flag(
                    KEY,
                    before.type(),
                    before.variants(),
                    true,
                    Optional.empty(),
                    false,
                    List.of(),
                    List.of(new Target("on", Set.of("user-7"))),
                    List.of(),
                    before.otherwise(),
                    before.bucketing(),
                    List.of());

            assertThat(differing(before, after)).isGreaterThan(20);
        }

        private int differing(Flag before, Flag after) {
            return FlagPreview.of(snapshot(before), snapshot(after), KEY, invented(1_000))
                    .invented()
                    .orElseThrow()
                    .differing()
                    .count();
        }
    }

    private static Sampling given(List<EvaluationContext> contexts) {
        return new Sampling(contexts, 0, 0, 1, Instant.EPOCH, () -> true);
    }

    private static Sampling invented(int count) {
        return new Sampling(List.of(), count, 0, 1, Instant.EPOCH, () -> true);
    }

    private static Condition attribute(String name, Operator operator, Value operand) {
        return new Condition.Attribute(AttributeName.parse(name), operator, operand, false, false, Optional.empty());
    }

    private static Value list(String... texts) {
        return Value.of(List.of(texts).stream().map(Value::of).toList());
    }

    private static Rule rule(String id, Serve serve) {
        return rule(id, new Condition.All(List.of()), serve);
    }

    private static Rule rule(String id, Condition when, Serve serve) {
        return new Rule(id, when, serve);
    }

    private static Slice slice(String variant, int weight) {
        return new Slice(variant, weight);
    }

    private static Serve split(int on, int off) {
        return new Serve.Split(List.of(slice("on", on), slice("off", off)), BucketingOverride.NONE);
    }

    private static Variant variant(String name) {
        return new Variant(name, Value.of(name));
    }

    private static Flag flag(Serve otherwise, Rule... rules) {
        return new Flag(
                KEY,
                FlagType.STRING,
                List.of(variant("on"), variant("off")),
                true,
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of(rules),
                Optional.of(otherwise),
                Bucketing.defaultFor(KEY),
                List.of());
    }

    private static Flag withSalt(Flag flag, String salt) {
        return withBucketing(flag, flag.bucketing().withSalt(salt));
    }

    private static Flag withBucketing(Flag flag, Bucketing bucketing) {
        return new Flag(
                flag.key(),
                flag.type(),
                flag.variants(),
                flag.enabled(),
                flag.offVariant(),
                flag.exposed(),
                flag.prerequisites(),
                flag.targets(),
                flag.rules(),
                flag.otherwise(),
                bucketing,
                flag.requires());
    }

    private static Snapshot snapshot(Flag... flags) {
        Segment segment = new Segment(
                "segment",
                Optional.of(attribute("plan", Operator.EQUALS, Value.of("beta"))),
                Set.of("user-1"),
                Set.of("user-2"),
                "targetingKey");
        Snapshot.Changes changes = Snapshot.empty(new Position("e", 0)).change().put(segment);
        for (Flag flag : flags) {
            changes.put(new SnapshotFlag.Understood(1, flag));
        }
        return changes.at(new Position("e", 1));
    }
}
