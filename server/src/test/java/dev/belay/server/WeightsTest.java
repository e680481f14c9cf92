package dev.belay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New weights, and what changes would move. */
class WeightsTest {

    private static final String HALVES = "{\"weights\": {\"on\": 50000, \"off\": 50000}}";

    private final RunningApplication server = RunningApplication.inMemory();

    @BeforeEach
    void create() {
        server.put("flags/basket", Documents.flag("basket"), "if-none-match", "*");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void areGivenByVariantAndAnswerWhatTheyMove() {
        Response answer = server.post("flags/basket/weights", HALVES);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.number("/moved/buckets")).isEqualTo(50_000);
        assertThat(answer.number("/least/buckets")).isEqualTo(50_000);
        assertThat(answer.at("/moved/share")).isEqualTo(Value.of(0.5));
        assertThat(answer.at("/flag/otherwise/split/slices"))
                .isEqualTo(Json.read("[{\"variant\":\"on\",\"weight\":50000},{\"variant\":\"off\",\"weight\":50000}]"));
        assertThat(answer.number("/version")).isEqualTo(2);
        assertThat(server.post("flags/basket/weights", HALVES).number("/moved/buckets"))
                .isZero();
        assertThat(server.revision()).isEqualTo(2);
    }

    @Test
    void canBeTriedFirst() {
        Response tried = server.post("flags/basket/weights", HALVES.replace("}}", "}, \"dryRun\": true}"));

        assertThat(tried.number("/moved/buckets")).isEqualTo(50_000);
        assertThat(tried.number("/movements/0/moved/buckets")).isEqualTo(50_000);
        assertThat(tried.text("/movements/0/flag")).isEqualTo("basket");
        assertThat(server.revision()).isEqualTo(1);
    }

    @Test
    void belongToChangeSets() {
        Response answer = server.post("changes", """
                {"changes": [{"op": "weights", "key": "basket", "weights": {"on": 30000}}]}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.get("flags/basket").at("/flag/otherwise/split/slices"))
                .isEqualTo(Json.read("[{\"variant\":\"on\",\"weight\":30000}]"));
    }

    @Test
    void areRefusedWithThePlaceOfTheMistake() {
        assertThat(refusal("{\"weights\": {}}")).isEqualTo("422 /weights");
        assertThat(refusal("{\"weights\": {\"on\": 1.5}}")).isEqualTo("422 /weights/on");
        assertThat(refusal("{\"weights\": {\"on\": -1}}")).isEqualTo("422 /weights/on");
        assertThat(refusal("{\"weights\": {\"blue\": 1}}")).isEqualTo("422 /weights");
        assertThat(refusal("{\"weights\": {\"on\": 100001}}")).isEqualTo("422 /weights");
        assertThat(refusal("{\"rule\": \"r\", \"weights\": {\"on\": 1}}")).isEqualTo("422 /rule");
        assertThat(refusal("{}")).isEqualTo("422 /weights");
    }

    @Test
    void arePreviewedWithTheirShareAndSampledContexts() {
        Response preview = server.post("previews", """
                {"changes": [{"op": "weights", "key": "basket", "weights": {"on": 50000, "off": 50000}}],
                 "contexts": [{"targetingKey": "user-1"}, {"targetingKey": "user-2"}], "samples": 2000}""");

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.number("/flags/0/splits/0/moved/buckets")).isEqualTo(50_000);
        assertThat(preview.number("/flags/0/contexts/size")).isEqualTo(2);
        assertThat(preview.number("/flags/0/samples/size")).isEqualTo(2_000);
        assertThat(preview.at("/flags/0/samples/share")).isNotEqualTo(Value.of(0));
        assertThat(preview.items("/flags/0/samples/examples")).hasSize(5);
        assertThat(preview.text("/flags/0/samples/note")).contains("not for how many people");
        assertThat(server.revision()).isEqualTo(1);
    }

    @Test
    void arePreviewedWithinLimits() {
        String change = "\"changes\": [{\"op\": \"disable\", \"key\": \"basket\"}]";
        String contexts = IntStream.rangeClosed(0, 1_000).mapToObj(_ -> "{}").collect(Collectors.joining(","));

        assertThat(place(server.post("previews", "{" + change + ", \"samples\": 10001}")))
                .isEqualTo("422 /samples");
        assertThat(place(server.post("previews", "{" + change + ", \"contexts\": [" + contexts + "]}")))
                .isEqualTo("422 /contexts");
        assertThat(place(server.post("previews", "{" + change + ", \"contexts\": [{}, 7]}")))
                .isEqualTo("422 /contexts/1");
        assertThat(place(server.post("previews", "{\"changes\": []}"))).isEqualTo("422 /changes");
    }

    private String refusal(String body) {
        return place(server.post("flags/basket/weights", body));
    }

    private static String place(Response refusal) {
        return refusal.status() + " " + refusal.text("/errors/0/path");
    }
}
