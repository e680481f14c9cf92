package dev.belay.control;

import static dev.belay.control.Bench.dependent;
import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.segment;
import static dev.belay.control.Bench.segmented;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.Flag;
import dev.belay.json.Json;
import dev.belay.json.Violation;
import dev.belay.json.flag.FlagFormat;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"segment": "gone"}                                  | /segment
                    {"flag": "gone", "variants": ["on"]}                 | /flag
                    {"flag": "gone", "disabled": true}                   | /flag
                    {"not": {"segment": "gone"}}                         | /not/segment
                    {"all": [{"any": []}, {"any": [{"segment": "gone"}]}]} | /all/1/any/0/segment
                    """)
    void conditionsMustNameWhatExists(String condition, String place) {
        RefusedException refused = refusal(() -> bench.put(withRule(condition)));

        assertThat(refused.name()).isEqualTo(ProblemName.MISSING_REFERENCE);
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/rules/0/when" + place);
    }

    @Test
    void reportsTheFirstHundredOfVeryManyMistakes() {
        bench.put(flag("payments"));
        String asks = "{\"flag\": \"payments\", \"variants\": [\"maybe\"]}";

        RefusedException refused = refusal(() ->
                bench.put(withRule("{\"any\": [" + String.join(", ", Collections.nCopies(150, asks)) + "]}")));

        assertThat(refused.name()).isEqualTo(ProblemName.UNKNOWN_VARIANT);
        assertThat(refused.detail()).endsWith("which the flag 'payments' does not have (and 149 more)");
        assertThat(refused.errors()).hasSize(100);
        assertThat(refused.errors().getLast().path()).isEqualTo("/rules/0/when/any/99/variants/0");
    }

    @Test
    void prerequisitesMustNameFlagsThatExist() {
        RefusedException refused = refusal(() -> bench.put(dependent("basket", "payments", "on")));

        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/prerequisites/0/flag");
    }

    @Test
    void archivedFlagsCountAsAbsent() {
        bench.put(flag("payments"));
        bench.apply(new Operation.Archive("payments", Precondition.NONE));

        RefusedException refused = refusal(() -> bench.put(dependent("basket", "payments", "on")));

        assertThat(refused.name()).isEqualTo(ProblemName.MISSING_REFERENCE);
        assertThat(refused).hasMessageContaining("is archived");
    }

    @Test
    void variantsOfOtherFlagsMustExist() {
        bench.put(flag("payments"));

        RefusedException refused = refusal(() -> bench.put(dependent("basket", "payments", "blue")));

        assertThat(refused.name()).isEqualTo(ProblemName.UNKNOWN_VARIANT);
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("/prerequisites/0/variants/0");
            assertThat(error.allowed()).contains("off, on");
        });
    }

    @Test
    void segmentsReferToFlagsAndSegmentsToo() {
        RefusedException refused = refusal(() -> bench.put(segment("beta", "\"when\": {\"segment\": \"gone\"}")));

        assertThat(refused.name()).isEqualTo(ProblemName.MISSING_REFERENCE);
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/when/segment");
    }

    @Test
    void whatOthersDependOnCannotBeArchived() {
        bench.put(flag("payments"));
        bench.put(dependent("basket", "payments", "on"));
        bench.put(dependent("search", "payments", "on"));

        RefusedException refused = refusal(() -> bench.apply(new Operation.Archive("payments", Precondition.NONE)));

        assertThat(refused.name()).isEqualTo(ProblemName.STILL_REFERENCED);
        assertThat(refused).hasMessageContaining("flag 'basket', flag 'search'");
        assertThat(refused.members().get("referencedBy"))
                .isEqualTo(Json.read(
                        "[{\"kind\": \"flag\", \"key\": \"basket\"}," + " {\"kind\": \"flag\", \"key\": \"search\"}]"));
    }

    @Test
    void aSegmentInUseCannotBeArchived() {
        bench.put(segment("beta", "user-1", "user-2"));
        bench.put(segmented("basket", "beta"));

        RefusedException refused = refusal(() -> bench.apply(new Operation.ArchiveSegment("beta", Precondition.NONE)));

        assertThat(refused.name()).isEqualTo(ProblemName.STILL_REFERENCED);
    }

    @Test
    void aVariantInUseCannotBeRemoved() {
        bench.put(coloured("red", "blue"));
        bench.put(dependent("basket", "colour", "blue"));

        RefusedException refused = refusal(() -> bench.put(coloured("red", "green")));

        assertThat(refused.name()).isEqualTo(ProblemName.STILL_REFERENCED);
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/variants");
        bench.put(coloured("green", "blue"));
    }

    @Test
    void aCycleIsRefusedWithItsPath() {
        bench.put(flag("a"));
        bench.put(dependent("b", "a", "on"));
        bench.put(segment("s", "\"when\": {\"flag\": \"b\", \"variants\": [\"on\"]}"));

        RefusedException refused = refusal(() -> bench.put(segmented("a", "s")));

        assertThat(refused.name()).isEqualTo(ProblemName.REFERENCE_CYCLE);
        assertThat(refused).hasMessageContaining("flag 'a' → segment 's' → flag 'b' → flag 'a'");
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/rules/0/when/segment");
    }

    @Test
    void segmentsInACircleAreRefusedWithItsPath() {
        bench.put(segment("a", "user-1", "user-2"));
        bench.put(segment("b", "\"when\": {\"not\": {\"segment\": \"a\"}}"));

        RefusedException refused =
                refusal(() -> bench.put(segment("a", "\"when\": {\"any\": [{\"segment\": \"b\"}]}")));

        assertThat(refused.name()).isEqualTo(ProblemName.REFERENCE_CYCLE);
        assertThat(refused).hasMessageContaining("segment 'a' → segment 'b' → segment 'a'");
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/when/any/0/segment");
    }

    @Test
    void conditionsOnFlagsInACircleAreRefusedWithItsPath() {
        bench.put(flag("basket"));
        bench.put(dependent("payments", "basket", "on"));

        RefusedException refused =
                refusal(() -> bench.put(withRule("{\"all\": [{\"flag\": \"payments\", \"disabled\": true}]}")));

        assertThat(refused.name()).isEqualTo(ProblemName.REFERENCE_CYCLE);
        assertThat(refused).hasMessageContaining("flag 'basket' → flag 'payments' → flag 'basket'");
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/rules/0/when/all/0/flag");
    }

    @Test
    void whatManyReferToIsWalkedOnce() {
        bench.put(flag("f1"));
        // Three references each: 3^62 ways from the last one down, which nobody could walk one by one.
        for (int index = 2; index < GraphCheck.MAX_DEPTH; index++) {
            String below = "{\"flag\": \"f" + (index - 1) + "\", \"variants\": [\"on\"]}";
            bench.put(flag(
                    "f" + index,
                    ", \"prerequisites\": [" + below + "], \"rules\": [{\"id\": \"r\", \"when\": {\"any\": [" + below
                            + ", " + below + "]}, \"serve\": {\"variant\": \"off\"}}]"));
        }

        RefusedException refused = refusal(() -> bench.put(dependent("f1", "f" + (GraphCheck.MAX_DEPTH - 1), "on")));

        assertThat(refused.name()).isEqualTo(ProblemName.REFERENCE_CYCLE);
    }

    @Test
    void aFlagCannotDependOnItself() {
        RefusedException refused = refusal(() -> bench.put(dependent("a", "a", "on")));

        assertThat(refused.name()).isEqualTo(ProblemName.REFERENCE_CYCLE);
    }

    @Test
    void aLongCycleIsFound() {
        chain("f", GraphCheck.MAX_DEPTH);

        RefusedException refused = refusal(() -> bench.put(dependent("f1", "f" + GraphCheck.MAX_DEPTH, "on")));

        assertThat(refused.name()).isEqualTo(ProblemName.REFERENCE_CYCLE);
    }

    @Test
    void chainsAreOnlyAsLongAsEvaluationFollows() {
        chain("f", GraphCheck.MAX_DEPTH);

        RefusedException refused = refusal(() -> bench.put(dependent("top", "f" + GraphCheck.MAX_DEPTH, "on")));

        assertThat(refused.name()).isEqualTo(ProblemName.REFERENCES_TOO_DEEP);
        assertThat(refused)
                .hasMessageContaining("(up to 64 in a row), and these are 65: flag 'top' → flag 'f64' → flag 'f63' → … "
                        + "→ flag 'f3' → flag 'f2' → flag 'f1';");
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/prerequisites/0/flag");
    }

    @Test
    void chainsDoNotGetTooLongFromBelow() {
        chain("f", GraphCheck.MAX_DEPTH);
        bench.put(flag("below"));

        RefusedException refused = refusal(() -> bench.put(dependent("f1", "below", "on")));

        assertThat(refused.name()).isEqualTo(ProblemName.REFERENCES_TOO_DEEP);
        assertThat(refused)
                .hasMessageContaining("With the flag 'f1'")
                .hasMessageContaining(
                        "flag 'f64' → flag 'f63' → flag 'f62' → … → flag 'f2' → flag 'f1' → flag 'below'");
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/prerequisites/0/flag");
    }

    @Test
    void whatIsAcceptedCanBeEvaluated() {
        chain("f", GraphCheck.MAX_DEPTH);

        Evaluation evaluation = Evaluator.evaluate(
                bench.head().snapshot(),
                "f" + GraphCheck.MAX_DEPTH,
                EvaluationContext.empty(),
                new Moment(Instant.EPOCH, 0));

        assertThat(evaluation).isInstanceOf(Evaluation.Served.class);
    }

    private void chain(String name, int length) {
        bench.put(flag(name + 1));
        for (int index = 2; index <= length; index++) {
            bench.put(dependent(name + index, name + (index - 1), "on"));
        }
    }

    private static Flag withRule(String condition) {
        return flag(
                "basket",
                ", \"rules\": [{\"id\": \"r\", \"when\": " + condition + ", \"serve\": {\"variant\": \"off\"}}]");
    }

    private static Flag coloured(String first, String second) {
        return FlagFormat.read(Json.read("""
                {"key": "colour", "type": "string", "enabled": true,
                 "variants": [{"name": "%s", "value": "1"}, {"name": "%s", "value": "2"}]}
                """.formatted(first, second)));
    }
}
