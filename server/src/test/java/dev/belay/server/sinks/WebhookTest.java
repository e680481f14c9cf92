package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.events.ChangeEvent;
import dev.belay.server.secrets.SecretBox;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver of webhooks sees of a whole server. */
class WebhookTest {

    private static final String SINKS = "/api/v1/projects/default/sinks";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final RunningApplication server = RunningApplication.announcing(SinkFeature.Settings.DEFAULT
            .withSecrets(Optional.of(new SecretBox(new byte[32], new SecureRandom())))
            .withFirstPause(Duration.ofMillis(10)));
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
        server.close();
    }

    @Test
    void aChangeIsToldWithItsStateAndItsReason() {
        make("");
        server.put("flags/a?reason=launch", Documents.flag("a"));

        ChangeEvent event = (ChangeEvent) receiver.await().event();

        assertThat(event.flagSet()).isEqualTo("default/production");
        assertThat(event.subject().key()).isEqualTo("a");
        assertThat(event.state()).isEqualTo(ChangeEvent.State.ENABLED);
        assertThat(event.reason()).contains("launch");
        assertThat(event.actor().id()).isEqualTo("BELAY_ADMIN_TOKEN");
        assertThat(event.document()).isEmpty();
    }

    @Test
    void whatWasChangedBeforeTheSinkWasMadeIsNotTold() {
        server.put("flags/a", Documents.flag("a"));
        make("");
        server.post("flags/a/disable", "{}");

        assertThat(((ChangeEvent) receiver.await().event()).state()).isEqualTo(ChangeEvent.State.DISABLED);
        assertThat(receiver.taken()).containsExactly("a@2");
    }

    @Test
    void aSinkFromTheBeginningIsToldEverything() {
        server.put("flags/a", Documents.flag("a"));
        server.post("flags/a/disable", "{}");
        make("\"from\": \"beginning\",");

        receiver.awaitTaken("a", 2);
        assertThat(receiver.taken()).containsExactly("a@1", "a@2");
    }

    @Test
    void aChangeSetIsToldChangeByChange() {
        make("");
        server.post("changes", changeSet(5));

        receiver.awaitTaken("flag-4", 1);
        assertThat(receiver.requests())
                .extracting(each -> ((ChangeEvent) each.event()).index())
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(receiver.requests())
                .allSatisfy(
                        each -> assertThat(((ChangeEvent) each.event()).total()).isEqualTo(5));
    }

    @Test
    void everythingIsSignedByTheSecretThatWasShownOnce() {
        Response made = make("");
        server.put("flags/a", Documents.flag("a"));

        assertThat(receiver.await().isSignedBy(made.text("/secret"))).isTrue();
        assertThat(receiver.requests().getFirst().isSignedBy(SECRET)).isFalse();
        assertThat(server.get(SINKS + "/" + made.text("/id")).raw().body()).doesNotContain(made.text("/secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe", "日本.😀"})
    void anyKeyIsSignedByAnIdThatHeadersCarry(String key) {
        Response made = make("");
        server.put("flags/" + URLEncoder.encode(key, StandardCharsets.UTF_8), Documents.flag(key));

        Receiver.Request request = receiver.await();

        assertThat(request.isSignedBy(made.text("/secret"))).isTrue();
        assertThat(((ChangeEvent) request.event()).subject().key()).isEqualTo(key);
        assertThat(request.id()).startsWith("default/production@").matches("[!-~]+");
    }

    @Test
    void aRotatedSecretTakesOverWhileTheOldOneStillCounts() {
        Response made = make("");
        String next =
                server.post(SINKS + "/" + made.text("/id") + "/rotate", "").text("/secret");
        server.put("flags/a", Documents.flag("a"));

        Receiver.Request request = receiver.await();

        assertThat(request.isSignedBy(next)).isTrue();
        assertThat(request.isSignedBy(made.text("/secret"))).isTrue();
    }

    @Test
    void aRotationWithoutOverlapEndsTheOldSecretAtOnce() {
        Response made = make("");
        server.post(SINKS + "/" + made.text("/id") + "/rotate", "{\"overlap\": \"PT0S\"}");
        server.put("flags/a", Documents.flag("a"));

        assertThat(receiver.await().isSignedBy(made.text("/secret"))).isFalse();
    }

    @Test
    void aReceiverThatFailsIsSentTheSameEventAgainBeforeAnyOther() {
        make("");
        receiver.answerNext(500, 503, 302, 204, 429);
        server.put("flags/a", Documents.flag("a"));
        server.post("flags/a/disable", "{}");
        server.post("flags/a/enable", "{}");

        receiver.awaitTaken("a", 3);
        assertThat(receiver.taken()).containsExactly("a@1", "a@2", "a@3");
        assertThat(receiver.requests()).hasSize(7);
        assertThat(receiver.requests().get(0).id())
                .isEqualTo(receiver.requests().get(3).id());
    }

    @Test
    void aReceiverThatWasAwayGetsEverythingInOrderOnceItIsBack() throws IOException {
        make("");
        int port = receiver.port();
        receiver.close();
        server.put("flags/a", Documents.flag("a"));
        IntStream.range(0, 30).forEach(each -> server.post("flags/a/" + (each % 2 == 0 ? "disable" : "enable"), "{}"));
        receiver = Receiver.start(port);

        receiver.awaitTaken("a", 31);
        assertThat(receiver.taken())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 31)
                        .mapToObj(each -> "a@" + each)
                        .toList());
    }

    @Test
    void aBrokenEventBlocksTheSinkUntilAPersonSkipsIt() {
        Response made = make("");
        String sink = SINKS + "/" + made.text("/id");
        receiver.refuse(410, event -> event.id().contains("flag/bad"));
        server.put("flags/bad", Documents.flag("bad"));
        server.put("flags/good", Documents.flag("good"));
        receiver.await(request -> request.answered() == 410);
        Response blocked = awaitState(sink, "blocked");

        assertThat(blocked.text("/lines/0/failure/event")).endsWith("flag/bad");
        assertThat(blocked.text("/lines/0/failure/error")).contains("410");
        assertThat(server.get("/metrics").raw().body()).contains("belay_sink_blocked{flag_set=\"default/production\"");
        assertThat(receiver.taken()).isEmpty();

        server.post(sink + "/skip", "{\"event\": \"%s\"}".formatted(blocked.text("/lines/0/failure/event")));

        receiver.awaitTaken("good", 1);
        Response gone = server.get(sink + "/undeliverable");
        assertThat(gone.text("/events/0/event")).isEqualTo(blocked.text("/lines/0/failure/event"));
        assertThat(awaitState(sink, "active").number("/undeliverable")).isEqualTo(1);
    }

    @Test
    void aBlockedSinkIsAWarningOfTheServerThatStaysReady() {
        Response made = make("");
        receiver.refuse(410, _ -> true);
        server.put("flags/bad", Documents.flag("bad"));

        Response ready = await("/health/ready", answer -> answer.raw().body().contains("warnings"));

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text("/status")).isEqualTo("ready");
        assertThat(ready.text("/warnings/0/part")).isEqualTo("sinks");
        assertThat(ready.text("/warnings/0/detail"))
                .contains(made.text("/id"), "in 1 flag set since 2", "its receiver has refused an event for good")
                .doesNotContain("bad", "127.0.0.1");
        assertThat(server.get("/metrics").raw().body()).contains("belay_sinks_blocked 1.0");

        receiver.refuse(410, _ -> false);
        server.post(SINKS + "/" + made.text("/id") + "/resume", "");
        receiver.awaitTaken("bad", 1);

        await("/health/ready", answer -> answer.raw().body().equals("{\"status\":\"ready\"}"));
    }

    @Test
    void aPersonSkipsAnEventThatIsNotRefusedForGoodAnyMore() {
        String sink = SINKS + "/" + make("").text("/id");
        receiver.refuse(410, event -> event.id().contains("flag/bad"));
        server.put("flags/bad", Documents.flag("bad"));
        server.put("flags/good", Documents.flag("good"));
        Response blocked = awaitState(sink, "blocked");
        receiver.refuse(503, event -> event.id().contains("flag/bad"));

        Response skipped =
                server.post(sink + "/skip", "{\"event\": \"%s\"}".formatted(blocked.text("/lines/0/failure/event")));

        assertThat(skipped.status()).isEqualTo(200);
        receiver.awaitTaken("good", 1);
        assertThat(receiver.taken()).containsExactly("good@1");
        assertThat(server.post(sink + "/skip", "{\"event\": \"e:1/flag/bad\"}").problem())
                .isEqualTo("illegal-state");
    }

    @Test
    void aLargeChangeSetBehindWhatIsNotAnnouncedIsToldOnce() {
        make("\"flags\": [\"flag-*\"],");
        server.put("flags/other", Documents.flag("other"));
        server.post("changes", changeSet(50));
        server.put("flags/flag-end", Documents.flag("flag-end"));

        receiver.awaitTaken("flag-end", 1);
        assertThat(receiver.taken()).hasSize(51).doesNotHaveDuplicates();
    }

    @Test
    void aSinkThatSkipsGoesOnAndShowsWhatItLeftOutUntilThatIsReplayed() {
        Response made = make("\"onUndeliverable\": \"skip\",");
        String sink = SINKS + "/" + made.text("/id");
        receiver.refuse(410, event -> event.id().contains("flag/bad"));
        server.put("flags/bad", Documents.flag("bad"));
        server.put("flags/good", Documents.flag("good"));
        receiver.awaitTaken("good", 1);
        String event = server.get(sink + "/undeliverable").text("/events/0/event");

        Response refused = server.post(sink + "/replay", "{\"event\": \"%s\"}".formatted(event));
        receiver.refuse(410, _ -> false);
        Response replayed = server.post(sink + "/replay", "{\"event\": \"%s\"}".formatted(event));

        assertThat(refused.problem()).isEqualTo("delivery-failed");
        assertThat(replayed.number("/undeliverable")).isZero();
        assertThat(receiver.taken()).containsExactly("good@1", "bad@1");
    }

    @Test
    void anEventIsGivenUpAfterItsTime() {
        Response made = make("\"giveUpAfter\": \"PT1S\",");
        String sink = SINKS + "/" + made.text("/id");
        receiver.refuse(500, _ -> true);
        server.put("flags/a", Documents.flag("a"));
        awaitState(sink, "blocked");

        receiver.refuse(500, _ -> false);
        server.post(sink + "/resume", "");

        receiver.awaitTaken("a", 1);
        awaitState(sink, "active");
    }

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

    private void awaitDelivered(String events) {
        await(
                "/metrics",
                answer -> answer.raw()
                        .body()
                        .lines()
                        .anyMatch(line ->
                                line.startsWith("belay_sink_delivered_total{") && line.endsWith("} " + events)));
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
    void aSinkTellsOnlyWhatItWasMadeFor() {
        make("\"flags\": [\"checkout.*\"], \"actions\": [\"flag.enabled\", \"flag.disabled\"],");
        server.put("flags/checkout.a", Documents.flag("checkout.a"));
        server.put("flags/other", Documents.flag("other"));
        server.post("flags/other/disable", "{}");
        server.post("flags/checkout.a/disable", "{}");

        receiver.awaitTaken("checkout.a", 2);
        assertThat(receiver.taken()).containsExactly("checkout.a@2");
    }

    @Test
    void documentsAreSentOnRequest() {
        make("\"documents\": true,");
        server.put("flags/a", Documents.flag("a"));

        Value document = ((ChangeEvent) receiver.await().event()).document().orElseThrow();

        assertThat(((Value.StructureValue) document).members()).containsEntry("key", Value.of("a"));
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
                .contains("already-exists", "/name", "a sink with the name 'audit' already");
        assertThat(server.get(SINKS).items("/sinks")).hasSize(2);
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

    private Response make(String more) {
        Response made = server.post(SINKS, """
            {"name": "audit", "environment": "production", %s "webhook": {"url": "%s"}}
            """.formatted(more, receiver.url()));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        return made;
    }

    private Response awaitState(String sink, String state) {
        return await(sink, answer -> answer.text("/state").equals(state));
    }

    private Response await(String path, Predicate<Response> wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Response answer = server.get(path);
        while (!wanted.test(answer)) {
            assertThat(System.nanoTime()).as(answer.raw().body()).isLessThan(end);
            Thread.onSpinWait();
            answer = server.get(path);
        }
        return answer;
    }

    private static String changeSet(int flags) {
        return Documents.changeSet(
                IntStream.range(0, flags).mapToObj(each -> "flag-" + each).toArray(String[]::new));
    }
}
