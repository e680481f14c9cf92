package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.testing.Documents;
import org.junit.jupiter.api.Test;

/** What a sink goes through: pauses, ways back, new environments, its end. */
class SinkLifeTest extends AtAReceiver {

    @Test
    void aPausedSinkLosesNothing() {
        String sink = SINKS + "/" + make("").text("/id");
        server.post(sink + "/pause", "");
        server.put("flags/a", Documents.flag("a"));
        server.post("flags/a/disable", "{}");

        assertThat(server.get(sink).text("/state")).isEqualTo("paused");

        server.post(sink + "/resume", "");
        receiver.awaitTaken("a", 2);
        assertThat(receiver.taken()).containsExactly("a@1", "a@2");
    }

    @Test
    void whatWasDeliveredIsCountedOnAcrossAPauseUntilTheSinkIsDeleted() {
        String sink = SINKS + "/" + make("").text("/id");
        server.put("flags/a", Documents.flag("a"));
        receiver.awaitTaken("a", 1);
        awaitDelivered("1.0");
        server.post(sink + "/pause", "");
        server.post(sink + "/resume", "");
        server.post("flags/a/disable", "{}");
        receiver.awaitTaken("a", 2);

        awaitDelivered("2.0");
        server.delete(sink);
        await("/metrics", answer -> !answer.raw().body().contains("belay_sink_delivered_total{"));
    }

    @Test
    void aSinkGoesBackToARevision() {
        String sink = SINKS + "/" + make("").text("/id");
        server.put("flags/a", Documents.flag("a"));
        server.post("flags/a/disable", "{}");
        receiver.awaitTaken("a", 2);

        assertThat(server.post(sink + "/replay", "{\"from\": \"1\"}").status()).isEqualTo(200);
        receiver.awaitTaken("a", 2);

        assertThat(receiver.taken()).containsExactly("a@1", "a@2", "a@2");
        assertThat(server.post(sink + "/replay", "{\"from\": \"9\"}").raw().body())
                .contains("'9' is no position that default/production has; the newest one is ", ":2, or its revision");
    }

    @Test
    void aSinkGoesBackToAPosition() {
        String sink = SINKS + "/" + make("").text("/id");
        String first = server.put("flags/a", Documents.flag("a")).text("/position");
        server.post("flags/a/disable", "{}");
        server.post("flags/a/enable", "{}");
        receiver.awaitTaken("a", 3);

        server.post(sink + "/replay", "{\"from\": \"%s\"}".formatted(first));

        receiver.awaitTaken("a", 3);
        assertThat(receiver.taken()).containsExactly("a@1", "a@2", "a@3", "a@2", "a@3");
    }

    @Test
    void anEnvironmentThatIsYoungerThanTheSinkIsToldFromItsBeginning() {
        server.post(SINKS, "{\"name\": \"all\", \"webhook\": {\"url\": \"%s\"}}".formatted(receiver.url()));
        server.post("/api/v1/projects/default/environments", "{\"key\": \"later\"}");
        server.put("/api/v1/projects/default/environments/later/flags/a", Documents.flag("a"));

        assertThat(receiver.await().event().flagSet()).isEqualTo("default/later");
    }

    @Test
    void aDeletedSinkIsToldNothingMore() {
        String sink = SINKS + "/" + make("").text("/id");
        server.put("flags/a", Documents.flag("a"));
        receiver.awaitTaken("a", 1);

        assertThat(server.delete(sink).status()).isEqualTo(204);
        make("");
        server.post("flags/a/disable", "{}");

        receiver.awaitTaken("a", 2);
        assertThat(server.get(sink).problem()).isEqualTo("sink-not-found");
        assertThat(server.get(SINKS).items("/sinks")).hasSize(1);
    }

    private void awaitDelivered(String events) {
        await(
                "/metrics",
                answer -> answer.raw()
                        .body()
                        .lines()
                        .anyMatch(line ->
                                line.startsWith("belay_sink_delivered_total{") && line.endsWith("} " + events)));
    }
}
