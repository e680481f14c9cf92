package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.secrets.SecretBox;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink that is replaced keeps its place and its secrets. */
class SinkReplacementTest {

    private static final String SINKS = "/api/v1/projects/default/sinks";
    private static final String REDIS = "{\"name\": \"cache\", \"redis\": {%s}}";

    private final RunningApplication server = RunningApplication.announcing(SinkFeature.Settings.DEFAULT
            .withSecrets(Optional.of(new SecretBox(new byte[32], new SecureRandom())))
            .withFirstPause(Duration.ofMillis(10)));
    private Receiver first;
    private Receiver second;

    @BeforeEach
    void start() throws IOException {
        first = Receiver.start();
        second = Receiver.start();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        server.close();
    }

    @Test
    void theNewReceiverIsToldWhatTheOldOneHasNotAcknowledged() {
        Response made = make();
        server.put("flags/a", Documents.flag("a"));
        first.awaitTaken("a", 1);
        first.refuse(410, _ -> true);
        server.post("flags/a/disable", "{}");
        first.await(request -> request.answered() == 410);

        Response replaced = replace(made, webhook(second, ""));
        second.awaitTaken("a", 2);
        server.post("flags/a/enable", "{}");
        second.awaitTaken("a", 3);

        assertThat(replaced.status()).as(replaced.raw().body()).isEqualTo(200);
        assertThat(replaced.text("/webhook/url")).isEqualTo(second.url());
        assertThat(first.taken()).containsExactly("a@1");
        assertThat(second.taken()).containsExactly("a@2", "a@3");
    }

    @Test
    void noChangeAfterAReplacementIsToldToTheOldReceiver() {
        Response sink = make();
        for (int times = 0; times < 8; times++) {
            server.put("flags/first-" + times, Documents.flag("first-" + times));
            sink = replace(sink, webhook(second, ""));
            server.put("flags/second-" + times, Documents.flag("second-" + times));
            second.awaitTaken("second-" + times, 1);
            sink = replace(sink, webhook(first, ""));
        }

        assertThat(first.taken()).noneMatch(each -> each.startsWith("second-"));
        assertThat(first.taken().size() + second.taken().size()).isEqualTo(16);
    }

    @Test
    void whatIsSelectedChangesFromTheNextChangeOn() {
        Response made = make();
        server.put("flags/a", Documents.flag("a"));
        server.put("flags/b", Documents.flag("b"));
        first.awaitTaken("b", 1);

        replace(made, webhook(first, "\"flags\": [\"b\"],"));
        server.post("flags/a/disable", "{}");
        server.post("flags/b/disable", "{}");
        first.awaitTaken("b", 2);

        assertThat(first.taken()).containsExactly("a@1", "b@1", "b@2");
    }

    @Test
    void theSecretOfSignaturesStaysAndIsNotShown() {
        Response made = make();

        Response replaced = replace(made, webhook(second, ""));
        server.put("flags/a", Documents.flag("a"));

        assertThat(second.await().isSignedBy(made.text("/secret"))).isTrue();
        assertThat(replaced.raw().body()).doesNotContain("whsec_");
    }

    @Test
    void aSecretThatIsDeclaredAbsentIsMadeAnewAndShownOnce() {
        Response made = make();
        server.post(SINKS + "/" + made.text("/id") + "/rotate", "{}");

        Response replaced = server.put(
                SINKS + "/" + made.text("/id"),
                "{\"name\": \"audit\", \"webhook\": {\"url\": \"%s\", \"secret\": null}}".formatted(second.url()),
                "if-match",
                "*");
        server.put("flags/a", Documents.flag("a"));

        Receiver.Request request = second.await();
        assertThat(request.isSignedBy(replaced.text("/secret"))).isTrue();
        assertThat(request.isSignedBy(made.text("/secret"))).isFalse();
    }

    @Test
    void onlyWhoeverKnowsTheNewestStateReplacesIt() {
        Response made = make();
        String sink = SINKS + "/" + made.text("/id");
        String body = webhook(second, "");
        String old = made.header("etag").orElseThrow();
        String now = server.post(sink + "/pause", "").header("etag").orElseThrow();

        assertThat(server.put(sink, body).problem()).isEqualTo("precondition-required");
        assertThat(server.put(sink, body, "if-match", old).problem()).isEqualTo("version-conflict");
        assertThat(server.put(sink, body, "if-match", "\"s-1:0\"").problem()).isEqualTo("version-conflict");
        assertThat(server.put(sink, body, "if-match", "\"x\"").problem()).isEqualTo("version-conflict");
        assertThat(server.put(sink, body, "if-none-match", "*").problem()).isEqualTo("already-exists");
        assertThat(server.get(sink).text("/webhook/url")).isEqualTo(first.url());

        Response replaced = server.put(sink, body, "if-match", now);

        assertThat(replaced.text("/state")).isEqualTo("paused");
        assertThat(replaced.header("etag")).isEqualTo(server.get(sink).header("etag"));
        assertThat(replaced.header("etag")).isNotEqualTo(Optional.of(now));
    }

    @Test
    void aPasswordIsNotShownToAnotherServerThanItWasGivenFor() {
        Response made = server.post(
                SINKS, REDIS.formatted("\"uri\": \"redis://127.0.0.1:9\", \"password\": \"hush\", \"name\": \"one\""));

        Response elsewhere = replace(made, REDIS.formatted("\"uri\": \"redis://127.0.0.2:9\""));
        Response again = replace(made, REDIS.formatted("\"uri\": \"redis://127.0.0.1:9\", \"name\": \"two\""));
        Response told = replace(again, REDIS.formatted("\"uri\": \"redis://127.0.0.2:9\", \"password\": \"another\""));
        Response without = replace(told, REDIS.formatted("\"uri\": \"redis://127.0.0.3:9\", \"password\": null"));

        assertThat(elsewhere.problem()).isEqualTo("invalid-document");
        assertThat(elsewhere.raw().body()).contains("/redis/password").doesNotContain("hush");
        assertThat(again.text("/redis/name")).isEqualTo("two");
        assertThat(told.text("/redis/uri")).isEqualTo("redis://127.0.0.2:9");
        assertThat(without.text("/redis/uri")).isEqualTo("redis://127.0.0.3:9");
    }

    @Test
    void aSinkBecomesNoneOfAnotherKindOrEnvironment() {
        Response made = make();

        Response moved = replace(made, webhook(second, "\"environment\": \"staging\","));
        Response from = replace(made, webhook(second, "\"from\": \"beginning\","));
        Response redis = replace(made, REDIS.formatted("\"uri\": \"redis://127.0.0.1:9\""));

        assertThat(moved.raw().body()).contains("/environment", "make another sink");
        assertThat(from.problem()).isEqualTo("invalid-document");
        assertThat(redis.problem()).isEqualTo("invalid-document");
        assertThat(redis.raw().body()).contains("\"/redis\"", "which is webhook; make another sink for redis instead");
        assertThat(server.get(SINKS + "/" + made.text("/id")).text("/kind")).isEqualTo("webhook");
    }

    @Test
    void aSinkIsFoundByItsNameUnlessThatIsTheIdOfAnother() {
        String audit = make().text("/id");
        String other = server.post(SINKS, webhook(first, "").replace("\"audit\"", "\"" + audit + "\""))
                .text("/id");

        assertThat(server.get(SINKS + "/audit").text("/id")).isEqualTo(audit);
        assertThat(server.get(SINKS + "/" + audit).text("/name")).isEqualTo("audit");
        assertThat(server.post(SINKS + "/audit/pause", "").text("/state")).isEqualTo("paused");
        assertThat(server.get(SINKS + "/nobody").problem()).isEqualTo("sink-not-found");
        assertThat(server.get(SINKS + "/" + other).text("/name")).isEqualTo(audit);
    }

    private Response make() {
        Response made = server.post(SINKS, webhook(first, "\"environment\": \"production\","));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        return made;
    }

    private Response replace(Response sink, String body) {
        return server.put(
                SINKS + "/" + sink.text("/id"),
                body,
                "if-match",
                sink.header("etag").orElseThrow());
    }

    private static String webhook(Receiver receiver, String more) {
        return "{\"name\": \"audit\", %s \"webhook\": {\"url\": \"%s\"}}".formatted(more, receiver.url());
    }
}
