package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads when the server, or the store behind it, is away. */
class OutageTest extends AtAFakeServer {

    private static final String FLAG = "/api/v1/projects/default/environments/production/flags/f";

    @ParameterizedTest
    @CsvSource({
        "502, text/html, <html>502</html>",
        "503, text/plain, no healthy upstream",
        "504, application/json, {\"message\":\"timed out\"}"
    })
    void tellsAWriterBehindAGatewayThatTheChangeMayHaveTakenEffect(int status, String type, String body) {
        server.answer("POST " + FLAG + "/enable", new Reply(status, body, Map.of("Content-Type", type)));

        Outcome outcome = person.runs("flag", "enable", "f");

        assertThat(outcome.code()).isEqualTo(69);
        assertThat(outcome.err())
                .contains(
                        "A gateway in front of " + server.url() + " answered " + status + " with " + type,
                        "The change may or may not have taken effect: look with `belay env history` before you repeat it",
                        "Try again shortly, once you have looked")
                .doesNotContain("Start a server", "check the address");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void tellsAReaderBehindAGatewayToTryAgain(int status) {
        server.answer("GET " + FLAG, new Reply(status, "<html></html>", Map.of("Content-Type", "text/html")));

        Outcome outcome = person.runs("flag", "get", "f");

        assertThat(outcome.code()).isEqualTo(69);
        assertThat(outcome.err())
                .contains("A gateway in front of ", "Try again shortly;")
                .doesNotContain("taken effect", "Start a server");
    }

    @Test
    void showsTheVersionsWhereOneIsNoLongerKept() {
        server.refuse("GET " + FLAG + "/versions/1", 410, "revision-compacted", "");

        assertThat(person.runs("flag", "get", "f", "--version", "1").err())
                .endsWith("Next: `belay flag history f -e production` shows the versions.\n");
    }

    @Test
    void speaksOfNoChangeAfterARead() {
        server.refuse("GET " + FLAG + "/versions/1", 503, "store-unavailable", "");

        assertThat(person.runs("flag", "get", "f", "--version", "1").err())
                .contains("Next: try again shortly; until then, the server's address /health/ready says what is wrong.")
                .doesNotContain("change", "taken effect");
    }
}
