package dev.belay.server.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.History;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.receipt.Receipt;
import dev.belay.server.access.KeyKind;
import dev.belay.server.http.Computations;
import dev.belay.server.past.StoredStates;
import dev.belay.server.pins.Pinning;
import dev.belay.server.testing.FeatureServer;
import io.vertx.core.Context;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfrepTest {
    private static final String ALL = "/ofrep/v1/evaluate/flags";
    private static final String ADA = "{\"context\": {\"targetingKey\": \"ada\", \"country\": \"PT\"}}";

    private final FeatureServer server = FeatureServer.start(
            FeatureServer.store(),
            parts -> List.of(new OfrepFeature(
                    new OfrepFeature.Parts(
                            parts.store(),
                            parts.access(),
                            parts.clock(),
                            this::seven,
                            parts.metrics(),
                            (_, _, _) -> {},
                            new Pinning(new History(parts.store()), new StoredStates(parts.store()), true)),
                    new Computations(1, 1))));
    private final HttpClient client = HttpClient.newHttpClient();
    private String key = server.key(KeyKind.SERVER);
    private volatile boolean onEventLoop;
    private volatile CountDownLatch goOn = new CountDownLatch(0);

    @BeforeEach
    void putFlags() {
        server.putFlags("""
                {"key": "static", "type": "boolean", "enabled": true, "exposed": true,
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"variant": "on"}}
                """, """
                {"key": "targeted", "type": "string", "enabled": true,
                 "variants": [{"name": "iberian", "value": "olá"}, {"name": "other", "value": "hello"}],
                 "rules": [{"id": "pt", "when": {"attribute": "country", "in": ["PT"]}, "serve": {"variant": "iberian"}}],
                 "otherwise": {"variant": "other"}}
                """, """
                {"key": "split", "type": "number", "enabled": true,
                 "variants": [{"name": "all", "value": 1.5}],
                 "otherwise": {"split": {"slices": [{"variant": "all", "weight": 100000}],
                                         "bucketing": {"onMissingKey": "error"}}}}
                """, """
                {"key": "disabled", "type": "structure", "enabled": false, "offVariant": "old",
                 "variants": [{"name": "old", "value": {"columns": 2}}]}
                """, """
                {"key": "disabled-without-off", "type": "boolean", "enabled": false,
                 "variants": [{"name": "on", "value": true}]}
                """, """
                {"key": "undecided", "type": "boolean", "enabled": true, "variants": [{"name": "on", "value": true}]}
                """);
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        client.shutdownNow();
        server.close();
    }

    private String head() {
        return server.parts().store().head(FeatureServer.FLAGS).position().toString();
    }

    private int seven() {
        onEventLoop = Context.isOnEventLoopThread();
        if (!onEventLoop) {
            awaitGoOn();
        }
        return 7;
    }

    private void awaitGoOn() {
        try {
            goOn.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Nested
    class OneFlag {

        @ParameterizedTest(name = "{0} is answered with {1} because {2}")
        @CsvSource(delimiter = '|', textBlock = """
                        static               | "value":true              | "reason":"STATIC"
                        targeted             | "value":"olá"             | "reason":"TARGETING_MATCH"
                        split                | "value":1.5               | "reason":"SPLIT"
                        disabled             | "value":{"columns":2}     | "reason":"DISABLED"
                        """)
        void isAnsweredWithItsValueAndReason(String flag, String value, String reason) throws Exception {
            HttpResponse<String> answer = post(ALL + "/" + flag, ADA);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains(value, reason, "\"key\":\"" + flag + "\"", "\"variant\":", "\"belay.version\":1");
        }

        @Test
        void isAnsweredAtThePositionThatABackEndIsPinnedTo() throws Exception {
            String pin = head();
            server.putFlags("""
                    {"key": "static", "type": "boolean", "enabled": true, "exposed": true,
                     "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                     "otherwise": {"variant": "off"}}""");
            String baggage = "trace=1, belay=pay/production@x:1|shop/production@" + pin;
            HttpResponse<String> pinned = post(ALL + "/static", ADA, "baggage", baggage);
            HttpResponse<String> bulk = post(ALL, ADA, "baggage", baggage);
            HttpResponse<String> newest = post(ALL + "/static", ADA, "baggage", "belay=pay/production@x:1");

            assertThat(pinned.body())
                    .contains("\"value\":true", "\"belay.pin\":\"held\"", "\"belay.position\":\"" + pin + "\"");
            assertThat(bulk.body()).contains("\"belay.pin\":\"held\"", "\"belay.position\":\"" + pin + "\"");
            assertThat(newest.body()).contains("\"value\":false").doesNotContain("belay.pin");
        }

        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource({"elsewhere:1, below-floor", "EPOCH:999, ahead"})
        void isAnsweredByTheNewestWhereThePinCannotBeHad(String position, String outcome) throws Exception {
            String epoch = head().split(":", 2)[0];
            String pin = "belay=shop/production@" + position.replace("EPOCH", epoch);

            assertThat(post(ALL + "/static", ADA, "baggage", pin).body())
                    .contains("\"value\":true", "\"belay.pin\":\"" + outcome + "\"", head());
        }

        @Test
        void isAnsweredByTheNewestForBrowsersWhateverTheySend() throws Exception {
            String pin = head();
            server.putFlags("""
                    {"key": "static", "type": "boolean", "enabled": false, "exposed": true,
                     "variants": [{"name": "on", "value": true}]}""");
            key = server.key(KeyKind.CLIENT);

            assertThat(post(ALL + "/static", ADA, "baggage", "belay=shop/production@" + pin)
                            .body())
                    .contains("DISABLED")
                    .doesNotContain("belay.pin");
        }

        @Test
        void hasNoValueWhenTheCallersDefaultApplies() throws Exception {
            assertThat(members(post(ALL + "/disabled-without-off", ADA)))
                    .containsEntry("reason", Value.of("DISABLED"))
                    .doesNotContainKeys("value", "variant");
        }

        @Test
        void tellsReasonsThatTheProtocolDoesNotKnowInItsMetadata() throws Exception {
            HttpResponse<String> answer = post(ALL + "/undecided", ADA);

            assertThat(members(answer))
                    .containsEntry("reason", Value.of("UNKNOWN"))
                    .doesNotContainKey("value");
            assertThat(answer.body()).contains("\"belay.reason\":\"DEFAULT\"");
        }

        @Test
        void hasAReceiptWhereOneIsWanted() throws Exception {
            String answer =
                    post(ALL + "/targeted", ADA, "Belay-Receipt", "true").body();
            Receipt receipt = Receipt.parse(answer.replaceAll(".*\"belay.receipt\":\"([^\"]+)\".*", "$1"));

            assertThat(receipt.flag()).isEqualTo("targeted");
            assertThat(receipt.outcome().ruleId()).contains("pt");
            assertThat(post(ALL + "/targeted", ADA).body()).doesNotContain("belay.receipt");
        }

        @Test
        void followsWhatItDependsOnApartFromTheEventLoop() throws Exception {
            post(ALL + "/targeted", ADA);
            assertThat(onEventLoop).isTrue();

            post(ALL + "/targeted", ADA, "Belay-Receipt", "true");
            assertThat(onEventLoop).isFalse();
        }

        @Test
        @Timeout(60)
        void isRefusedWhenTooManyWaitForReceipts() throws Exception {
            goOn = new CountDownLatch(1);
            // One is being answered, one waits, and the third is too many, whichever that is.
            BlockingQueue<HttpResponse<String>> answers = new LinkedBlockingQueue<>();
            List<CompletableFuture<Boolean>> asked = new ArrayList<>();
            for (int each = 0; each < 3; each++) {
                HttpRequest request = request(ALL + "/targeted", ADA, "Belay-Receipt", "true");
                asked.add(client.sendAsync(request, BodyHandlers.ofString()).thenApply(answers::add));
            }

            HttpResponse<String> refused = answers.take();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("too-many-requests");
            assertThat(post(ALL + "/targeted", ADA).statusCode()).isEqualTo(200);

            goOn.countDown();
            assertThat(asked).allMatch(CompletableFuture::join);
            assertThat(answers).hasSize(2).allMatch(answer -> answer.body().contains("belay.receipt"));
        }

        @Test
        void hasNoReceiptForAClientKey() throws Exception {
            key = server.key(KeyKind.CLIENT);

            assertThat(post(ALL + "/static", ADA, "Belay-Receipt", "true").body())
                    .contains("\"value\":true")
                    .doesNotContain("belay.receipt");
        }

        @Test
        void isNotFoundWhenThereIsNone() throws Exception {
            HttpResponse<String> answer = post(ALL + "/absent", ADA);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(members(answer))
                    .containsEntry("key", Value.of("absent"))
                    .containsEntry("errorCode", Value.of("FLAG_NOT_FOUND"));
        }

        @Test
        void needsATargetingKeyOnlyWhenItsSplitIsReachedAndSaysSo() throws Exception {
            HttpResponse<String> split = post(ALL + "/split", "{\"context\": {}}");

            assertThat(split.statusCode()).isEqualTo(400);
            assertThat(members(split)).containsEntry("errorCode", Value.of("TARGETING_KEY_MISSING"));
            assertThat(post(ALL + "/targeted", "{\"context\": {\"country\": \"PT\"}}")
                            .statusCode())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "{}",
                    "{\"context\": null}",
                    "{\"context\": 1}",
                    "{\"context\": {\"targetingKey\": []}}",
                    "{\"context\": {\"a\": 1, \"a\": 2}}"
                })
        void isNotEvaluatedWithoutAUsableContext(String body) throws Exception {
            HttpResponse<String> answer = post(ALL + "/static", body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(members(answer))
                    .containsEntry("key", Value.of("static"))
                    .containsEntry("errorCode", Value.of("INVALID_CONTEXT"))
                    .containsKey("errorDetails");
        }

        @Test
        void ignoresMembersOfTheRequestThatItDoesNotKnow() throws Exception {
            assertThat(post(ALL + "/static", "{\"context\": {}, \"later\": 1}").statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class AllFlags {

        @Test
        void areAnsweredTogether() throws Exception {
            HttpResponse<String> answer = post(ALL, ADA);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(flags(answer)).hasSize(6);
            assertThat(answer.body()).contains("\"belay.position\":\"epoch-");
        }

        @Test
        void includeThoseThatCannotBeEvaluated() throws Exception {
            assertThat(post(ALL, "{\"context\": {}}").body())
                    .contains("\"errorCode\":\"TARGETING_KEY_MISSING\"")
                    .contains("\"key\":\"static\"");
        }

        @Test
        void areNotRepeatedToWhoeverHasTheAnswer() throws Exception {
            String tag = tag(post(ALL, ADA));
            HttpResponse<String> again = post(ALL, ADA, "If-None-Match", tag);

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(tag(again)).isEqualTo(tag);
        }

        @Test
        void haveATagOfTheAnswersAndTheCredential() throws Exception {
            String tag = tag(post(ALL, ADA));
            String another = tag(post(ALL, "{\"context\": {\"targetingKey\": \"ada\", \"country\": \"DE\"}}"));
            server.putSegment("{\"key\": \"unused\", \"included\": [\"ada\"]}");
            String afterAnIrrelevantChange = tag(post(ALL, ADA));
            key = server.key(KeyKind.SERVER);
            String byAnotherKey = tag(post(ALL, ADA));

            assertThat(another).isNotEqualTo(tag);
            assertThat(afterAnIrrelevantChange).isEqualTo(tag);
            assertThat(byAnotherKey).isNotEqualTo(tag);
        }

        @Test
        void areRefusedWithoutAContext() throws Exception {
            HttpResponse<String> answer = post(ALL, "");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(members(answer))
                    .containsEntry("errorCode", Value.of("INVALID_CONTEXT"))
                    .doesNotContainKey("key");
        }
    }

    @Nested
    class Credentials {

        @Test
        void ofClientsShowExposedFlagsOnly() throws Exception {
            key = server.key(KeyKind.CLIENT);

            assertThat(flags(post(ALL, ADA))).hasSize(1);
            assertThat(post(ALL + "/static", ADA).statusCode()).isEqualTo(200);
            assertThat(post(ALL + "/targeted", ADA).statusCode()).isEqualTo(404);
        }

        @Test
        void maySendTheKeyInAHeaderOfItsOwn() throws Exception {
            HttpRequest request = HttpRequest.newBuilder(server.at(ALL + "/static"))
                    .header("X-API-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(ADA))
                    .build();

            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void mustBeKnown() throws Exception {
            key = "belay_server_unknown";

            assertThat(post(ALL, ADA).statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(path, body, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }

    private static List<Value> flags(HttpResponse<String> answer) {
        return ((Value.ListValue) members(answer).get("flags")).items();
    }

    private static Map<String, Value> members(HttpResponse<String> answer) {
        return ((Value.StructureValue) Json.read(answer.body())).members();
    }
}
