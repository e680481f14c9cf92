package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.testkit.Awaited;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What applications and others see of a flag set through a replica that follows the server. */
class ReplicaTest {

    private static final String BULK = "/ofrep/v1/evaluate/flags";
    private static final String CONTEXT = "{\"context\": {\"targetingKey\": \"user-1\"}}";

    @TempDir
    Path folder;

    private RunningServer server;
    private Administrator ada;
    private RunningReplica replica;
    private String key;
    private String replicaKey;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, 0);
        ada = new Administrator(server);
        server.create("shop.banner", "on");
        key = ada.makeKey("shop", "server");
        replicaKey = ada.makeKey("west", "replica");
        replica = RunningReplica.of(server.address(), replicaKey);
    }

    @AfterEach
    void stop() {
        replica.close();
        ada.close();
        server.close();
    }

    private Watched shop() {
        Watched shop = new Watched(replica.address(), key, dev.belay.client.Settings.DEFAULT);
        assertThat(shop.belay.awaitReady(Watched.PATIENCE)).isTrue();
        return shop;
    }

    @Test
    void passesChangesOn() {
        try (Watched shop = shop()) {
            assertThat(shop.isActive("shop.banner")).isTrue();

            Position after = server.command("shop.banner", "disable");

            shop.await(after);
            assertThat(shop.isActive("shop.banner")).isFalse();
            assertThat(shop.belay.toggle("shop.banner").version()).isEqualTo(2);
            assertThat(shop.belay.status().isReady()).isTrue();
        }
    }

    @Test
    void servesTheVerySnapshotOfTheServer() {
        String named = snapshot(replica.get("/sdk/v1/snapshot", key));

        assertThat(ada.get("/sdk/v1/snapshot", key).headers().firstValue("location"))
                .contains(named);
        assertThat(replica.get(named, key).body()).contains("shop.banner");
    }

    private static String snapshot(HttpResponse<String> redirection) {
        return redirection.headers().firstValue("location").orElseThrow();
    }

    @Test
    void passesARollbackOnInConstantSize() throws Exception {
        Position good = server.head();
        server.change(IntStream.range(0, 300)
                .mapToObj(each -> "{\"op\": \"put\", \"flag\": " + RunningServer.document("flag-" + each, "on") + "}")
                .collect(Collectors.joining(",")));
        String from = server.head().toString();
        try (Watched shop = shop();
                StreamLines lines = new StreamLines(replica.address(), key, Optional.of(good.toString()))) {
            lines.until("id: " + from);

            Position back = server.rollBackTo(good);

            List<String> frame = lines.until("id: " + back);
            assertThat(frame).contains("event: restore").doesNotContain("event: delete");
            assertThat(String.join("\n", frame)).hasSizeLessThan(1_000);
            shop.await(back);
            assertThat(shop.belay.evaluateAll(EvaluationContext.empty())).hasSize(1);
        }
    }

    @Test
    void passesTheMembersOfLargeSegmentsOn() {
        server.create("shop.offer", "off");
        server.change("{\"op\": \"put-segment\", \"segment\": {\"key\": \"customers\"}}");
        Position uploaded = server.upload(
                "customers",
                IntStream.range(0, 20_000).mapToObj(each -> "c-" + each).collect(Collectors.joining("\n")));
        try (Watched shop = shop()) {
            Position ruled = server.change("{\"op\": \"put\", \"baseVersion\": 1, \"flag\": "
                    + RunningServer.document("shop.offer", "off")
                            .replace(
                                    "\"otherwise\"",
                                    "\"rules\": [{\"id\": \"c\", \"when\": {\"segment\": \"customers\"},"
                                            + " \"serve\": {\"variant\": \"on\"}}], \"otherwise\"")
                    + "}");

            shop.await(ruled);
            assertThat(uploaded.revision()).isLessThan(ruled.revision());
            assertThat(offers(shop, "c-19999")).isTrue();
            assertThat(offers(shop, "c-20000")).isFalse();

            Position edited = server.editMembers("customers", "{\"add\": [\"late\"], \"remove\": [\"c-7\"]}");

            shop.await(edited);
            assertThat(offers(shop, "late")).isTrue();
            assertThat(offers(shop, "c-7")).isFalse();
        }
        try (Watched another = shop()) {
            another.await(server.head());
            assertThat(offers(another, "late")).isTrue();
        }
    }

    private static boolean offers(Watched shop, String customer) {
        return shop.belay.toggle("shop.offer").isActive(EvaluationContext.of(customer));
    }

    @Test
    void recognisesTheKeysOfTheServerAndNoOthers() {
        String browser = ada.makeKey("web", "client");

        assertThat(replica.send("POST", BULK, "belay_server_nobody", CONTEXT).statusCode())
                .isEqualTo(401);
        Awaited.until(() -> replica.send("POST", BULK, browser, CONTEXT).statusCode() == 200);
        assertThat(replica.get("/sdk/v1/snapshot", browser).statusCode()).isEqualTo(403);
        assertThat(replica.send("POST", BULK, RunningServer.TOKEN, CONTEXT).statusCode())
                .isEqualTo(401);
    }

    /** The replicas of this test ask for keys once an hour, unless they are told. */
    @Test
    void endsTheStreamsOfKeysThatAreRevoked() throws Exception {
        try (StreamLines lines = new StreamLines(replica.address(), key, Optional.empty())) {
            lines.until("event: heartbeat");

            ada.revokeKey("shop");

            assertThat(lines.until(StreamLines.END)).endsWith(StreamLines.END);
            assertThat(replica.get("/sdk/v1/snapshot", key).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void tellsKeysToReplicasOnlyAndNeverTheirSecrets() {
        HttpResponse<String> told = replica.get("/sdk/v1/keys", replicaKey);

        assertThat(replica.get("/sdk/v1/keys", key).statusCode()).isEqualTo(403);
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body()).doesNotContain(key, replicaKey).contains("\"kind\":\"server\"");
        assertThat(replica.get(
                                "/sdk/v1/keys",
                                replicaKey,
                                "If-None-Match",
                                told.headers().firstValue("etag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void answersOfrepAsTheServerDoes() {
        HttpResponse<String> here = replica.send("POST", BULK, key, CONTEXT);
        String tag = here.headers().firstValue("etag").orElseThrow();

        assertThat(here.body()).contains("shop.banner", server.head().toString());
        assertThat(replica.send("POST", BULK, key, CONTEXT, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);

        Position after = server.command("shop.banner", "disable");

        Awaited.until(() -> replica.send("POST", BULK, key, CONTEXT).body().contains(after.toString()));
        assertThat(replica.send("POST", BULK, key, CONTEXT, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatOnlyTheServerMayDecide() {
        String flags = "/api/v1/projects/default/environments/production/flags/shop.banner";
        HttpResponse<String> write =
                replica.send("POST", flags + "/disable", RunningServer.TOKEN, "{\"reason\": \"test\"}");
        JsonNode problem = Administrator.tree(write.body());

        assertThat(write.statusCode()).isEqualTo(421);
        assertThat(problem.path("type").textValue()).isEqualTo("urn:belay:problem:read-only");
        assertThat(problem.path("upstream").textValue())
                .isEqualTo(server.address().toString());
        assertThat(replica.get(flags, RunningServer.TOKEN).statusCode()).isEqualTo(421);
        assertThat(replica.get("/nowhere", RunningServer.TOKEN).statusCode()).isEqualTo(404);
    }
}
