package dev.belay.json.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Segment;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.Violation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentFormatTest {

    private static final String FULL = """
            {"format": 1, "key": "beta", "when": {"attribute": "plan", "equals": "gold"},
             "included": ["b", "a"], "excluded": ["c"], "by": "company"}
            """;

    @Test
    void writesWhatItRead() {
        assertThat(SegmentFormat.write(SegmentFormat.read(Json.read(FULL)))).isEqualTo(Json.read(FULL));
        assertThat(SegmentFormat.readLenient("beta", Json.read(FULL))).isEqualTo(SegmentFormat.read(Json.read(FULL)));
    }

    @Test
    void fillsInWhatIsLeftOut() {
        Segment segment = SegmentFormat.read(Json.read("{\"key\":\"beta\"}"));

        assertThat(segment).isEqualTo(new Segment("beta", Optional.empty(), Set.of(), Set.of(), "targetingKey"));
        assertThat(SegmentFormat.write(segment))
                .isEqualTo(Json.read("{\"format\":1,\"key\":\"beta\",\"included\":[],\"excluded\":[],"
                        + "\"by\":\"targetingKey\"}"));
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> SegmentFormat.read(Json.read(
                        "{\"key\":\"a/b\",\"when\":{\"attribute\":\"\",\"equals\":1},\"included\":{},\"by\":\"\","
                                + "\"members\":{\"chunks\":[],\"count\":0},\"name\":\"x\"}")))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Violation::path)
                        .containsExactlyInAnyOrder("/key", "/when/attribute", "/included", "/by", "/members", "/name"));
    }

    @Test
    void refusesMoreKeysThanTheLimit() {
        String keys =
                IntStream.rangeClosed(0, 10_000).mapToObj(n -> "\"k" + n + "\"").collect(Collectors.joining(","));
        String wrong = "{\"key\":\"a\",\"included\":[" + keys + "]}";

        assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> SegmentFormat.read(Json.read(wrong)))
                .withMessage("The segment lists 10001 keys (allowed: at most 10000 keys together)");
    }

    @Test
    void keepsASegmentThatItDoesNotUnderstandAsOneThatCannotBeAsked() {
        Segment segment = SegmentFormat.readLenient(
                "beta", Json.read("{\"key\":\"beta\",\"when\":{\"attribute\":\"v\",\"soundsLike\":\"a\"}}"));

        assertThat(segment.when()).get().isInstanceOf(Condition.NotUnderstood.class);
    }
}
