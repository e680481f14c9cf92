package dev.belay.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Operator;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.FlagType;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinterTest {

    @Test
    void showsAContextThatAnEarlierRuleTakesAway() {
        Flag flag = flag(
                attribute("country", Operator.IN, Value.of(List.of(Value.of("PT"), Value.of("ES")))),
                new Condition.All(List.of(
                        attribute("country", Operator.EQUALS, Value.of("ES")),
                        attribute("age", Operator.AT_LEAST, Value.of(18)))));

        assertThat(lint(flag)).singleElement().satisfies(remark -> {
            assertThat(remark.code()).isEqualTo(RemarkCode.UNREACHABLE_RULE);
            assertThat(remark.path()).isEqualTo("/rules/1");
            assertThat(remark.detail()).contains("'r1' never decides, because the rule 'r0' decides");
            assertThat(remark.example()).isEqualTo(Value.of(Map.of("country", Value.of("ES"), "age", Value.of(18))));
        });
    }

    @Test
    void tellsWhyAConditionCannotHold() {
        Flag flag = flag(
                attribute("live", Operator.EQUALS, Value.of(true)),
                new Condition.All(List.of(
                        attribute("age", Operator.AT_LEAST, Value.of(5)),
                        attribute("age", Operator.LESS_THAN, Value.of(3)))));

        assertThat(lint(flag))
                .extracting(Remark::example)
                .containsOnly(Value.of("age atLeast 5 and age lessThan 3 exclude each other"));
    }

    @Test
    void tellsWhyAConditionAlwaysHolds() {
        Flag flag = flag(new Condition.Any(List.of(
                attribute("plan", Operator.EXISTS, Value.of(true)),
                attribute("plan", Operator.ABSENT, Value.of(true)))));

        assertThat(lint(flag))
                .filteredOn(remark -> remark.code() == RemarkCode.CONDITION_ALWAYS_HOLDS)
                .extracting(Remark::example)
                .containsExactly(Value.of("plan exists true or plan absent true holds in every case"));
    }

    @Test
    void tellsWhyTheOppositeOfNothingAlwaysHolds() {
        Flag flag = flag(new Condition.Not(new Condition.Any(List.of())));

        assertThat(lint(flag))
                .filteredOn(remark -> remark.code() == RemarkCode.CONDITION_ALWAYS_HOLDS)
                .extracting(Remark::example)
                .containsExactly(Value.of("its opposite never holds: it has no alternative that could hold"));
    }

    @Test
    void tellsASegmentThatWaitsForMembersFromOneThatContradictsItself() {
        assertThat(onSegment(Set.of())).contains("Nobody belongs to this segment yet", "upload members");
        assertThat(onSegment(Set.of("ana"))).contains("Nobody can belong to this segment");
    }

    private static String onSegment(Set<String> keys) {
        Segment segment = new Segment("s", Optional.empty(), keys, keys, "targetingKey");
        Snapshot snapshot =
                Snapshot.empty(new Position("e", 0)).change().put(segment).at(new Position("e", 1));
        return Linter.of(snapshot).lint(segment).stream()
                .filter(remark -> remark.code() == RemarkCode.SEGMENT_WITHOUT_MEMBERS)
                .map(Remark::detail)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void neverTellsAnOperandThatIsSecret() {
        Value hashes =
                Value.of(Map.of("salt", Value.of("pepper"), "hashes", Value.of(List.of(Value.of("ab".repeat(32))))));
        Condition secret = attribute("email", Operator.SHA256_IN, hashes);

        List<Remark> remarks = lint(flag(new Condition.All(List.of(secret, new Condition.Not(secret)))));

        assertThat(remarks).isNotEmpty();
        assertThat(remarks.toString()).doesNotContain("pepper").doesNotContain("abab");
    }

    @Test
    void staysWithinItsBoundsAndSaysSo() {
        List<Condition> rules = new ArrayList<>();
        for (int at = 0; at < 8_000; at++) {
            rules.add(new Condition.All(List.of(
                    attribute("a", Operator.EQUALS, Value.of("text " + at)),
                    attribute("b", Operator.GREATER_THAN, Value.of(at)))));
        }

        assertThat(lint(flag(rules.toArray(Condition[]::new))))
                .extracting(Remark::code)
                .containsOnly(RemarkCode.LIMIT_REACHED);
    }

    @Test
    void countsTheComparisonOfLongTexts() {
        Flag flag = flag(new Condition.All(List.of(
                attribute("a", Operator.CONTAINS, Value.of("a".repeat(16_000) + "b")),
                attribute("a", Operator.CONTAINS, Value.of("a".repeat(16_000))))));

        assertThat(lint(flag)).extracting(Remark::code).containsExactly(RemarkCode.LIMIT_REACHED);
    }

    @Test
    void countsStepsThatDependOnTheDocumentsAlone() {
        Flag flag = flag(equalTo(100));

        long once = stepsOf(flag);

        assertThat(once).isGreaterThan(500);
        assertThat(stepsOf(flag)).isEqualTo(once);
        assertThat(stepsOf(flag(equalTo(5)))).isLessThan(once / 10);
    }

    @Test
    void remembersNothingThatASpentBudgetGuessed() {
        Flag other = withUnservedTrial(named("other", List.of(), equalTo(1_450)));
        Condition asksOther = new Condition.FlagServes("other", List.of("on"));
        Condition[] many = equalTo(1_451);
        many[1_450] = asksOther;
        Flag large = named("large", List.of(), many);
        Flag small = named("small", List.of(new Prerequisite.Serves("other", List.of("trial"))));
        Linter fresh = Linter.of(snapshot(other, large, small));
        Linter used = Linter.of(snapshot(other, large, small));

        List<Remark> cut = used.lint(large);

        assertThat(cut).extracting(Remark::code).contains(RemarkCode.LIMIT_REACHED);
        assertThat(fresh.lint(small)).extracting(Remark::code).contains(RemarkCode.PREREQUISITE_NEVER_MET);
        assertThat(used.lint(small)).isEqualTo(fresh.lint(small));
    }

    private static Flag withUnservedTrial(Flag flag) {
        List<Variant> variants = new ArrayList<>(flag.variants());
        variants.add(new Variant("trial", Value.of(true)));
        return new Flag(
                flag.key(),
                flag.type(),
                variants,
                flag.enabled(),
                flag.offVariant(),
                flag.exposed(),
                flag.prerequisites(),
                flag.targets(),
                flag.rules(),
                flag.otherwise(),
                flag.bucketing(),
                List.of());
    }

    private static Condition[] equalTo(int texts) {
        return IntStream.range(0, texts)
                .mapToObj(at -> attribute("a", Operator.EQUALS, Value.of("text " + at)))
                .toArray(Condition[]::new);
    }

    private static long stepsOf(Flag flag) {
        Linter linter = Linter.of(snapshot(flag));
        linter.lint(flag);
        return linter.steps();
    }

    private static Snapshot snapshot(Flag... flags) {
        Snapshot.Changes change = Snapshot.empty(new Position("e1", 0)).change();
        for (Flag flag : flags) {
            change.put(new SnapshotFlag.Understood(1, flag));
        }
        return change.at(new Position("e1", 1));
    }

    @Test
    void endsWhereSegmentsGoInACircle() {
        Segment one = segment("one", new Condition.InSegment("other"));
        Segment other = segment("other", new Condition.Not(new Condition.InSegment("one")));
        Snapshot snapshot = Snapshot.empty(new Position("e1", 0))
                .change()
                .put(one)
                .put(other)
                .at(new Position("e1", 1));

        assertThat(Linter.of(snapshot).lint(one)).isNotNull();
    }

    @Test
    void countsOnTheMembersOfLargeSegments() {
        byte[] user = "user-1".getBytes(StandardCharsets.UTF_8);
        MemberSet members = new MemberSet(List.of(MemberChunk.of("h", user, new int[] {user.length})));
        Segment large = new Segment("large", Optional.empty(), Set.of(), Set.of("user-9"), "targetingKey");
        Flag flag = flag(new Condition.InSegment("large"));

        assertThat(lint(flag, large)).as("nobody is in it").isNotEmpty();
        assertThat(lint(flag, large.withMembers(members))).isEmpty();
    }

    private static List<Remark> lint(Flag flag, Segment segment) {
        Snapshot snapshot = Snapshot.empty(new Position("e1", 0))
                .change()
                .put(new SnapshotFlag.Understood(1, flag))
                .put(segment)
                .at(new Position("e1", 1));
        List<Remark> remarks = new ArrayList<>(Linter.of(snapshot).lint(flag));
        remarks.addAll(Linter.of(snapshot).lint(segment));
        return remarks;
    }

    private static List<Remark> lint(Flag flag) {
        return Linter.of(snapshot(flag)).lint(flag);
    }

    private static Flag flag(Condition... conditions) {
        return named("f", List.of(), conditions);
    }

    private static Flag named(String key, List<Prerequisite> prerequisites, Condition... conditions) {
        List<Rule> rules = new ArrayList<>();
        for (Condition condition : conditions) {
            rules.add(new Rule("r" + rules.size(), condition, new Serve.OneVariant("on")));
        }
        return new Flag(
                key,
                FlagType.BOOLEAN,
                List.of(new Variant("on", Value.of(true)), new Variant("off", Value.of(false))),
                true,
                Optional.of("off"),
                false,
                prerequisites,
                List.of(),
                rules,
                Optional.of(new Serve.OneVariant("off")),
                Bucketing.defaultFor("f"),
                List.of());
    }

    private static Segment segment(String key, Condition when) {
        return new Segment(key, Optional.of(when), Set.of(), Set.of(), "targetingKey");
    }

    private static Condition attribute(String name, Operator operator, Value operand) {
        return new Condition.Attribute(AttributeName.parse(name), operator, operand, false, false, Optional.empty());
    }
}
