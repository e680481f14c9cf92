package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.json.receipt.Receipt;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationsTest {

    private static final String RULES = """
            "targets": [{"variant": "off", "keys": ["user-9"]}],
            "rules": [{"id": "known", "when": {"any": [
                {"attribute": "email", "endsWith": "@nowhere.example"},
                {"attribute": "/address/city", "in": ["Faro"]},
                {"segment": "named"},
                {"attribute": "country", "in": ["PT"]}]},
              "serve": {"split": {"slices": [{"variant": "on", "weight": 100000}], "bucketing": {"by": "email"}}}}],""";
    private static final String NAMED =
            "{\"key\": \"named\", \"included\": [\"nobody\"], \"by\": \"email\", \"when\": {\"attribute\": \"email\", \"contains\": \"+\"}}";
    private static final String CONTEXT = """
            {"targetingKey": "user-1", "country": "PT", "email": "secret-ana@shop.example",
             "address": {"city": "secret-lisbon"}}""";

    private final RunningApplication server = RunningApplication.inMemory();

    @BeforeEach
    void put() {
        server.put("segments/named", NAMED);
        server.put("flags/basket", flag("basket", RULES));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anExplainedAnswerHasAReceipt() {
        Response answer = explain(CONTEXT);
        Receipt receipt = Receipt.parse(answer.text("/receipt"));

        assertThat(answer.text("/ruleId")).isEqualTo("known");
        assertThat(receipt.flag()).isEqualTo("basket");
        assertThat(receipt.position().toString()).isEqualTo(answer.text("/position"));
        assertThat(receipt.outcome().variant()).contains("on");
        assertThat(answer.text("/behaviour")).startsWith(receipt.behaviour());
        assertThat(answer.text("/receipt")).hasSizeLessThan(200);
        assertThat(server.get("flags/basket").header("belay-behaviour")).contains(answer.text("/behaviour"));
    }

    @Test
    void aPlainAnswerHasNone() {
        Response answer = server.post("evaluations", "{\"flag\": \"basket\", \"context\": " + CONTEXT + "}");

        assertThat(answer.at("/receipt")).isEqualTo(Value.NULL);
        assertThat(answer.at("/steps")).isEqualTo(Value.NULL);
    }

    @Test
    void aReceiptReplaysAfterTheFlagHasChanged() {
        String receipt = explain(CONTEXT).text("/receipt");
        Response before = replay(receipt, CONTEXT);
        server.post("flags/basket/disable", "{}");
        Response after = replay(receipt, CONTEXT);

        assertThat(before.at("/replay/same")).isEqualTo(Value.of(true));
        assertThat(before.at("/replay/current")).isEqualTo(Value.of(true));
        assertThat(after.at("/replay/same")).isEqualTo(Value.of(true));
        assertThat(after.at("/replay/current")).isEqualTo(Value.of(false));
        assertThat(after.text("/variant")).isEqualTo("on");
        assertThat(after.number("/version")).isEqualTo(1);
        assertThat(after.text("/replay/recorded/ruleId")).isEqualTo("known");
        assertThat(after.items("/steps")).isNotEmpty();
    }

    @Test
    void aReplayNoticesAnotherContextAndDoesNotSayInWhat() {
        String receipt = explain(CONTEXT).text("/receipt");

        Response replay = replay(receipt, CONTEXT.replace("\"PT\"", "\"ES\""));

        assertThat(replay.at("/replay/sameContext")).isEqualTo(Value.of(false));
        assertThat(replay.at("/replay/sameOutcome")).isEqualTo(Value.of(false));
        assertThat(replay.at("/replay/sameBehaviour")).isEqualTo(Value.of(true));
        assertThat(replay.raw().body()).doesNotContain("\"PT\"}");
    }

    @Test
    void aReceiptOfAnotherHistoryIsRefused() {
        String elsewhere = explain(CONTEXT, "/api/v1/projects/default/environments/staging/evaluations")
                .text("/receipt");

        Response replay = replay(elsewhere, CONTEXT);

        assertThat(replay.problem()).isEqualTo("revision-unknown");
        assertThat(replay.text("/detail")).contains("the environment that the receipt comes from");
    }

    @Test
    void aBehaviourHashChangesWithASegmentAndComesBackWithIt() {
        String before = behaviour();
        server.put("segments/named", NAMED.replace("nobody", "somebody"), "if-match", "*");
        String changed = behaviour();
        server.post("segments/named/rollback", "{\"toVersion\": 1}");

        assertThat(changed).isNotEqualTo(before);
        assertThat(behaviour()).isEqualTo(before);
        assertThat(server.get(
                                "flags/basket",
                                "if-none-match",
                                server.get("flags/basket").header("etag").orElseThrow())
                        .header("belay-behaviour"))
                .contains(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"email\", \"address\"]", "[\"/email\", \"/address/city\"]"})
    void noPrivateValueIsAnywhereInAnAnswer(String hidden) {
        Response answer = server.post(
                "evaluations",
                "{\"flag\": \"basket\", \"explain\": true, \"context\": %s, \"private\": %s}"
                        .formatted(CONTEXT, hidden));
        Response replay = server.post(
                "evaluations",
                "{\"receipt\": \"%s\", \"context\": %s, \"private\": %s}"
                        .formatted(answer.text("/receipt"), CONTEXT, hidden));

        assertThat(answer.text("/variant")).isEqualTo("on");
        assertThat(answer.raw().body())
                .contains("present, not shown")
                .contains("\\\"PT\\\"")
                .doesNotContain("secret-");
        assertThat(replay.at("/replay/same")).isEqualTo(Value.of(true));
        assertThat(replay.raw().body()).contains("present, not shown").doesNotContain("secret-");
        assertThat(explain(CONTEXT).raw().body()).contains("secret-ana").contains("secret-lisbon");
    }

    @Test
    void aWrongReceiptIsRefusedWithTheReason() {
        String receipt = explain(CONTEXT).text("/receipt");

        Response cut = replay(receipt.substring(0, 40), CONTEXT);
        Response mixed = server.post("evaluations", "{\"receipt\": \"%s\", \"flag\": \"basket\"}".formatted(receipt));

        assertThat(cut.problem()).isEqualTo("invalid-document");
        assertThat(cut.text("/errors/0/path")).isEqualTo("/receipt");
        assertThat(cut.text("/errors/0/detail")).contains("damaged or not complete");
        assertThat(mixed.text("/errors/0/path")).isEqualTo("/flag");
    }

    private String behaviour() {
        return server.get("flags/basket").header("belay-behaviour").orElseThrow();
    }

    private Response explain(String context) {
        return explain(context, "evaluations");
    }

    private Response explain(String context, String path) {
        return server.post(path, "{\"flag\": \"basket\", \"explain\": true, \"context\": " + context + "}");
    }

    private Response replay(String receipt, String context) {
        return server.post("evaluations", "{\"receipt\": \"%s\", \"context\": %s}".formatted(receipt, context));
    }
}
