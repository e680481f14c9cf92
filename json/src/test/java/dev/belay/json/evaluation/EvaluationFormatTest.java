package dev.belay.json.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.ErrorCode;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Explanation;
import dev.belay.core.flag.Variant;
import dev.belay.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationFormatTest {

    private static final Position POSITION = new Position("e1", 7);

    private final Evaluation served = new Evaluation.Served(
            "a", 3, POSITION, new Variant("on", Value.of(true)), Reason.SPLIT, Optional.of("beta"));

    @Test
    void writesWhatIsServed() {
        assertThat(EvaluationFormat.write(served))
                .isEqualTo(Json.read("{\"flag\":\"a\",\"value\":true,\"variant\":\"on\",\"reason\":\"SPLIT\","
                        + "\"version\":3,\"position\":\"e1:7\",\"ruleId\":\"beta\"}"));
    }

    @Test
    void leavesTheValueOutWhenTheDefaultApplies() {
        assertThat(EvaluationFormat.write(new Evaluation.Defaulted("a", 3, POSITION, Reason.DISABLED)))
                .isEqualTo(Json.read("{\"flag\":\"a\",\"reason\":\"DISABLED\",\"version\":3,\"position\":\"e1:7\"}"));
    }

    @Test
    void saysWhatWentWrong() {
        assertThat(EvaluationFormat.write(
                        new Evaluation.Failed("a", 0, POSITION, ErrorCode.FLAG_NOT_FOUND, "There is no flag 'a'")))
                .isEqualTo(Json.read("{\"flag\":\"a\",\"reason\":\"ERROR\",\"version\":0,\"position\":\"e1:7\","
                        + "\"errorCode\":\"FLAG_NOT_FOUND\",\"message\":\"There is no flag 'a'\"}"));
    }

    @Test
    void tellsTheWayToTheOutcome() {
        Explanation.Step part = new Explanation.Step("country in [\"PT\"]", true, "saw \"PT\"", List.of());
        Explanation.Step rule = new Explanation.Step("rule beta", true, "serves on", List.of(part));

        assertThat(EvaluationFormat.write(new Explanation(served, List.of(rule)))
                        .members()
                        .get("steps"))
                .isEqualTo(Json.read("[{\"subject\":\"rule beta\",\"held\":true,\"detail\":\"serves on\",\"steps\":"
                        + "[{\"subject\":\"country in [\\\"PT\\\"]\",\"held\":true,\"detail\":\"saw \\\"PT\\\"\"}]}]"));
    }
}
