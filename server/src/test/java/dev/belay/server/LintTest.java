package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static dev.belay.server.testing.Documents.segment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LintTest {

    private static final String SHADOWED = """
            "rules": [
              {"id": "iberia", "when": {"attribute": "country", "in": ["PT", "ES"]}, "serve": {"variant": "off"}},
              {"id": "spain", "when": {"attribute": "country", "equals": "ES"}, "serve": {"variant": "on"}}],
            """;

    private final RunningApplication server = RunningApplication.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void remarksOnWhatIsSavedAndOnWhatWouldBe() {
        Response foreseen = server.put("flags/basket?dryRun=true", flag("basket", SHADOWED));
        Response saved = server.put("flags/basket", flag("basket", SHADOWED));

        assertThat(foreseen.at("/remarks")).isEqualTo(saved.at("/remarks"));
        assertThat(saved.status()).isEqualTo(201);
        assertThat(saved.items("/remarks")).hasSize(1);
        assertThat(saved.text("/remarks/0/subject/kind")).isEqualTo("flag");
        assertThat(saved.text("/remarks/0/subject/key")).isEqualTo("basket");
        assertThat(saved.text("/remarks/0/code")).isEqualTo("unreachable-rule");
        assertThat(saved.text("/remarks/0/path")).isEqualTo("/rules/1");
        assertThat(saved.text("/remarks/0/detail")).contains("'spain' never decides");
        assertThat(saved.text("/remarks/0/example/country")).isEqualTo("ES");
    }

    @Test
    void saysNothingWhereThereIsNothingToSay() {
        Response saved = server.put("flags/basket", flag("basket"));

        assertThat(saved.at("/remarks")).isEqualTo(Value.NULL);
        assertThat(server.get("flags/basket/lint").items("/remarks")).isEmpty();
        assertThat(server.get("lint").items("/remarks")).isEmpty();
        assertThat(server.get("lint").number("/linted")).isEqualTo(1);
        assertThat(server.get("lint").number("/left")).isZero();
    }

    @Test
    void lintsOneOrEverythingOnDemand() {
        server.put("flags/basket", flag("basket", SHADOWED));
        server.put("segments/beta", segment("beta"));
        server.put("segments/nobody", "{\"key\": \"nobody\"}");

        assertThat(server.get("flags/basket/lint").items("/remarks")).hasSize(1);
        assertThat(server.get("flags/basket/lint").number("/version")).isEqualTo(1);
        assertThat(server.get("segments/nobody/lint").text("/remarks/0/code")).isEqualTo("segment-without-members");
        assertThat(server.get("lint").text("/remarks/0/subject/key")).isEqualTo("basket");
        assertThat(server.get("lint").text("/remarks/1/subject/key")).isEqualTo("nobody");
        assertThat(server.get("lint").number("/linted")).isEqualTo(3);
        assertThat(server.get("lint?after=flag/basket").items("/remarks")).hasSize(1);
        assertThat(server.get("flags/missing/lint").status()).isEqualTo(404);
        assertThat(server.get("lint?after=everything").status()).isEqualTo(400);
    }

    @Test
    void boundsWhatALargeChangeSetIsLinted() {
        String changes = IntStream.range(0, 25)
                .mapToObj(number -> "{\"op\": \"put\", \"flag\": " + flag("basket-" + number, SHADOWED) + "}")
                .collect(Collectors.joining(",", "{\"changes\": [", "]}"));

        Response saved = server.post("changes", changes);

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.items("/remarks")).hasSize(20);
        assertThat(saved.text("/warnings/0")).startsWith("Of 25 changed flags and segments the first 20 were linted");
    }
}
