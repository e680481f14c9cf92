package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.Person.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest extends AtAFakeServer {
    private static final String EVALUATIONS = "POST /api/v1/projects/default/environments/production/evaluations";
    private static final String ANSWER = """
            {"flag": "f", "value": true, "variant": "on", "reason": "SPLIT", "version": 4, "position": "e:17",
             "ruleId": "beta",
             "steps": [{"subject": "rule beta", "held": true, "detail": "serves on"}],
             "replay": {"same": %1$s, "sameBehaviour": true, "sameContext": %1$s, "sameOutcome": %1$s, "current": false,
                        "recorded": {"reason": "SPLIT", "variant": "%2$s", "ruleId": "beta"}}}""";

    @Test
    void repeatsTheSameDecision() {
        server.answer(EVALUATIONS, ANSWER.formatted(true, "on"));

        Outcome outcome = person.runs("explain", "b1.AAAA", "--targeting-key", "user-1", "--private", "email");

        assertThat(server.lastAsked().body())
                .isEqualTo(
                        "{\"receipt\":\"b1.AAAA\",\"context\":{\"targetingKey\":\"user-1\"},\"private\":[\"email\"]}");
        assertThat(outcome).isEqualTo(new Outcome(0, """
                f = true in production (variant on)
                reason    SPLIT, by rule beta (a share of users)
                version   4
                position  e:17
                receipt   SPLIT, variant on, by rule beta; the same
                today     the flag, or something that it depends on, has changed since
                ✓ rule beta: serves on
                """, ""));
    }

    @Test
    void tellsWhatDiffersAndExitsWithOne() {
        server.answer(EVALUATIONS, ANSWER.formatted(false, "off"));

        Outcome outcome = person.runs("explain", "b1.AAAA");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("""
                receipt   SPLIT, variant off, by rule beta; not the same:
                          the context is another one, in something that the flag asks of it
                          the decision is another one
                """);
    }

    @Test
    void printsTheAnswerAsJson() {
        server.answer(EVALUATIONS, ANSWER.formatted(false, "off"));

        Outcome outcome = person.runs("explain", "b1.AAAA", "--json");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).startsWith("{\"flag\": \"f\"");
    }

    @Test
    void tellsOfAPositionThatIsNoLongerKept() {
        server.refuse(EVALUATIONS, 410, "revision-compacted", "");

        assertThat(person.runs("explain", "b1.AAAA").code()).isEqualTo(2);
    }

    @Test
    void showsTheReceiptOfAnExplainedAnswer() {
        server.answer(EVALUATIONS, """
                {"flag": "f", "value": true, "variant": "on", "reason": "STATIC", "version": 4, "position": "e:17",
                 "receipt": "b1.AAAA", "steps": []}""");

        assertThat(person.runs("evaluate", "f", "--explain").out()).contains("receipt   b1.AAAA\n");
    }

    @Test
    void showsTheBehaviourHashOfAFlag() {
        server.answer(
                "GET /api/v1/projects/default/environments/production/flags/basket",
                FakeServer.Reply.of(200, "{\"flag\": %s, \"version\": 4}".formatted(Flags.SPLIT))
                        .with("Belay-Behaviour", "9a688d73"));

        assertThat(person.runs("flag", "get", "basket").out()).contains("9a688d73");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | revision-unknown | a receipt belongs to one environment, and production was asked; name the one that it comes from with -e, -p and --url.
            422 | invalid-document | give the receipt whole, as the log line or the span has it: b1.…
            """)
    void advisesOnAReceiptThatCannotBeRepeated(int status, String name, String next) {
        server.refuse(EVALUATIONS, status, name, "");

        assertThat(person.runs("explain", "b1.garbage").err()).endsWith("Next: " + next + "\n");
    }
}
