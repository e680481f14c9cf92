package dev.belay.json.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.core.condition.AttributeName;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlagClosureTest {

    private static final String ASKING = """
            "prerequisites": [{"flag": "payments", "variants": ["on"]}],
            "rules": [{"id": "r", "when": {"all": [{"segment": "testers"}, {"not": {"flag": "frozen", "disabled": true}}]},
                       "serve": {"variant": "on"}}],""";

    private final List<SubjectState> subjects = new ArrayList<>();

    @Test
    void hasEverythingThatIsAskedDirectlyOrNot() {
        flag("basket", 1, ASKING);
        flag("payments", 1, rule("{\"segment\": \"inner\"}"));
        flag("frozen", 1, rule("{\"flag\": \"unrelated\", \"variants\": [\"on\"]}"));
        flag("unrelated", 1, "");
        segment("testers", 1, "\"when\": {\"segment\": \"inner\"}");

        assertThat(closure("basket").documents().keySet())
                .containsExactly(
                        Subject.flag("basket"),
                        Subject.flag("frozen"),
                        Subject.flag("payments"),
                        Subject.segment("inner"),
                        Subject.segment("testers"));
    }

    @Test
    void changesItsHashWithEveryDocumentInIt() {
        flag("basket", 1, ASKING);
        String alone = behaviour("basket");
        flag("payments", 1, "");
        String withPrerequisite = behaviour("basket");
        segment("testers", 1, "\"included\": [\"ana\"]");
        String withSegment = behaviour("basket");
        segment("testers", 2, "\"included\": [\"ben\"]");

        assertThat(List.of(alone, withPrerequisite, withSegment, behaviour("basket")))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsItsHashThroughNewVersionsOfTheSameAndThroughWhatIsNotAsked() {
        flag("basket", 1, ASKING);
        segment("testers", 1, "\"included\": [\"ana\"]");
        String before = behaviour("basket");
        flag("unrelated", 1, "");
        flag("basket", 7, ASKING);

        assertThat(behaviour("basket")).isEqualTo(before);
    }

    @Test
    void takesAnArchivedSubjectForOneThatNeverWas() {
        flag("basket", 1, ASKING);
        String before = behaviour("basket");
        subjects.add(SubjectState.tombstone(Subject.flag("payments"), 3));

        assertThat(behaviour("basket")).isEqualTo(before);
    }

    @Test
    void endsAtADisabledFlag() {
        flag("basket", 1, ASKING.replace("\"prerequisites\"", "\"enabled\": false, \"prerequisites\""));

        FlagClosure closure = closure("basket");

        assertThat(closure.documents().keySet()).containsExactly(Subject.flag("basket"));
        assertThat(closure.attributes()).isEmpty();
    }

    @Test
    void endsInCircles() {
        flag("a", 1, rule("{\"flag\": \"b\", \"variants\": [\"on\"]}"));
        flag("b", 1, rule("{\"flag\": \"a\", \"variants\": [\"on\"]}"));

        assertThat(closure("a").documents().keySet()).containsExactly(Subject.flag("a"), Subject.flag("b"));
    }

    @Test
    void knowsAFlagThatDoesNotExist() {
        assertThat(closure("nothing").documents()).containsOnlyKeys(Subject.flag("nothing"));
        assertThat(behaviour("nothing")).isNotEqualTo(behaviour("nobody"));
    }

    @Test
    void knowsWhatIsAskedOfContexts() {
        flag("basket", 1, """
                "targets": [{"variant": "on", "keys": ["ana"]}],
                "rules": [{"id": "r", "when": {"any": [{"attribute": "/app/version", "semver": ">=2"},
                                                       {"segment": "testers"},
                                                       {"share": {"from": 0, "to": 9, "bucketing": {"salt": "s", "by": "company"}}}]},
                           "serve": {"split": {"slices": [{"variant": "on", "weight": 9}], "bucketing": {"by": "device"}}}}],""");
        segment("testers", 1, "\"included\": [\"x\"], \"by\": \"email\"");

        FlagClosure closure = closure("basket");

        assertThat(closure.attributes())
                .extracting(AttributeName::toString)
                .containsExactlyInAnyOrder("targetingKey", "/app/version", "email", "company", "device");
        assertThat(closure.asksNow()).isFalse();
        assertThat(closure.asksRandom()).isFalse();
    }

    @Test
    void knowsWhetherTheMomentIsAsked() {
        flag("clock", 1, rule("{\"now\": {\"after\": \"2026-01-01T00:00:00Z\"}}"));
        flag(
                "dice",
                1,
                rule("{\"share\": {\"from\": 0, \"to\": 9, \"bucketing\": {\"salt\": \"s\", \"by\": \"$random\"}}}"));

        assertThat(closure("clock").asksNow()).isTrue();
        assertThat(closure("clock").asksRandom()).isFalse();
        assertThat(closure("dice").asksNow()).isFalse();
        assertThat(closure("dice").asksRandom()).isTrue();
        assertThat(closure("dice").attributes()).isEmpty();
    }

    private String behaviour(String key) {
        return closure(key).behaviour();
    }

    private FlagClosure closure(String key) {
        return FlagClosure.of(LedgerState.of(new Position("e", 9), Instant.EPOCH, subjects), key);
    }

    private static String rule(String when) {
        return "\"rules\": [{\"id\": \"r\", \"when\": " + when + ", \"serve\": {\"variant\": \"on\"}}],";
    }

    private void flag(String key, long version, String more) {
        String enabled = more.contains("\"enabled\"") ? "" : "\"enabled\": true,";
        subjects.add(SubjectState.live(
                Subject.flag(key), version, Document.of(FlagFormat.write(FlagFormat.read(Json.read("""
                {"key": "%s", "type": "boolean", %s %s "variants": [{"name": "on", "value": true}]}
                """.formatted(
                                key, enabled, more)))))));
    }

    private void segment(String key, long version, String more) {
        subjects.add(SubjectState.live(
                Subject.segment(key),
                version,
                Document.of(SegmentFormat.write(
                        SegmentFormat.read(Json.read("{\"key\": \"%s\", %s}".formatted(key, more)))))));
    }
}
