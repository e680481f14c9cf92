package dev.belay.json.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.json.InstantFormat;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.context.ContextFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the language-neutral cases from the documents to the answers. */
class EvaluationCasesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void answerAsExpected(String name, Map<String, Value> each, LedgerState state) {
        int random = each.get("random") instanceof Value.NumberValue number ? (int) (long) number.value() : 0;
        EvaluationContext context = ContextFormat.read(Objects.requireNonNull(each.get("context")));
        Instant now = each.containsKey("now") ? InstantFormat.parse(text(each, "now")) : Instant.EPOCH;

        Value.StructureValue answer = EvaluationFormat.write(
                Evaluator.evaluate(state.snapshot(), text(each, "flag"), context, new Moment(now, random)));

        Map<String, Value> compared = new LinkedHashMap<>(answer.members());
        compared.keySet().removeAll(List.of("flag", "version", "position", "message"));
        assertThat(Value.of(compared)).isEqualTo(each.get("expected"));
    }

    static Stream<Arguments> cases() throws IOException {
        try (InputStream in = EvaluationCasesTest.class.getResourceAsStream("/conformance/evaluation.json")) {
            byte[] bytes = Objects.requireNonNull(in, "evaluation.json").readAllBytes();
            return items(Json.read(bytes, JsonLimits.DEFAULT)).flatMap(EvaluationCasesTest::casesOf);
        }
    }

    private static Stream<Arguments> casesOf(Map<String, Value> flagSet) {
        List<SubjectState> subjects = new ArrayList<>();
        items(flagSet.get("flags")).forEach(flag -> subjects.add(state(Subject.flag(text(flag, "key")), flag)));
        items(flagSet.get("segments"))
                .forEach(segment -> subjects.add(state(Subject.segment(text(segment, "key")), segment)));
        LedgerState state = LedgerState.of(new Position("e1", 1), Instant.EPOCH, subjects);
        return items(flagSet.get("cases")).map(each -> Arguments.of(text(flagSet, "name"), each, state));
    }

    private static SubjectState state(Subject subject, Map<String, Value> document) {
        return SubjectState.live(subject, 1, Document.of(Value.of(document)));
    }

    private static Stream<Map<String, Value>> items(Value list) {
        return ((Value.ListValue) list).items().stream().map(item -> ((Value.StructureValue) item).members());
    }

    private static String text(Map<String, Value> members, String name) {
        return ((Value.TextValue) Objects.requireNonNull(members.get(name))).value();
    }
}
