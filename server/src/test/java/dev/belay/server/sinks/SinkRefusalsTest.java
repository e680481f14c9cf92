package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.testing.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which sinks are refused, and to whom. */
class SinkRefusalsTest extends AtAReceiver {

    @Test
    void whatIsWrongWithASinkIsSaidAllAtOnce() {
        Response refused = server.post(SINKS, """
            {"name": "", "flags": ["a*b"], "giveUpAfter": "1 day", "onUndeliverable": "shrug",
             "webhook": {"url": "http://audit.example/x", "secret": "short"}}
            """);

        assertThat(refused.problem()).isEqualTo("invalid-document");
        assertThat(refused.raw().body())
                .contains("/name", "/flags/0", "/giveUpAfter", "/onUndeliverable", "/webhook/url", "/webhook/secret")
                .doesNotContain("\"short\"");
    }

    @Test
    void aSinkHasExactlyOneTarget() {
        assertThat(server.post(SINKS, "{\"name\": \"none\"}").raw().body()).contains("exactly one of webhook, redis");
        assertThat(server.post(
                                SINKS,
                                "{\"name\": \"two\", \"webhook\": {\"url\": \"https://a.example/\"}, \"redis\":"
                                        + " {\"uri\": \"redis://b\"}}")
                        .problem())
                .isEqualTo("invalid-document");
    }

    @Test
    void noTwoSinksOfAProjectHaveOneName() {
        make("");
        Response other =
                server.post(SINKS, "{\"name\": \"other\", \"webhook\": {\"url\": \"%s\"}}".formatted(receiver.url()));
        String again = "{\"name\": \"audit\", \"webhook\": {\"url\": \"%s\"}}".formatted(receiver.url());

        assertThat(server.post(SINKS, again).problem()).isEqualTo("already-exists");
        assertThat(server.put(SINKS + "/" + other.text("/id"), again, "if-match", "*")
                        .raw()
                        .body())
                .contains("already-exists", "/name", "'audit' is taken in the project 'default'");
        assertThat(server.get(SINKS).items("/sinks")).hasSize(2);
    }

    @Test
    void whoeverMayNotSeeASinkIsToldNoMoreThanThatItsNameIsTaken() {
        server.post("/api/v1/projects/default/environments", "{\"key\": \"staging\"}");
        String token = server.post(
                        "/api/v1/tokens",
                        "{\"name\": \"s\", \"permissions\": [\"administer\"], \"project\": \"default\","
                                + " \"environment\": \"staging\"}")
                .text("/token");
        Response sink = make("");

        Response refused = server.post(
                SINKS,
                "{\"name\": \"audit\", \"environment\": \"staging\", \"webhook\": {\"url\": \"%s\"}}"
                        .formatted(receiver.url()),
                "authorization",
                "Bearer " + token);

        assertThat(refused.text("/detail"))
                .isEqualTo("The name 'audit' is taken in the project 'default'; choose another name");
        assertThat(refused.raw().body()).doesNotContain(sink.text("/id"), "production", receiver.url());
    }

    @Test
    void onlyAdministratorsSeeSinks() {
        String writer = server.post("/api/v1/tokens", "{\"name\": \"w\", \"permissions\": [\"write\"]}")
                .text("/token");
        String elsewhere = server.post(
                        "/api/v1/tokens",
                        "{\"name\": \"s\", \"permissions\": [\"administer\"], \"project\": \"default\","
                                + " \"environment\": \"staging\"}")
                .text("/token");
        String sink = SINKS + "/" + make("").text("/id");

        for (String path : List.of(SINKS, sink)) {
            assertThat(server.get(path, "authorization", "Bearer " + writer).problem())
                    .isEqualTo("forbidden");
        }
        assertThat(server.get(SINKS, "authorization", "Bearer " + elsewhere).items("/sinks"))
                .isEmpty();
        assertThat(server.get(sink, "authorization", "Bearer " + elsewhere).problem())
                .isEqualTo("sink-not-found");
        assertThat(server.post(
                                SINKS,
                                "{\"name\": \"x\", \"webhook\": {\"url\": \"%s\"}}".formatted(receiver.url()),
                                "authorization",
                                "Bearer " + elsewhere)
                        .problem())
                .isEqualTo("forbidden");
    }
}
