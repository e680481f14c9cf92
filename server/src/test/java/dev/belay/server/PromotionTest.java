package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From staging to production. */
class PromotionTest {

    private static final String STAGING = "/api/v1/projects/default/environments/staging";
    private static final String DRIFT = "/api/v1/projects/default/drift";

    private final RunningApplication server = RunningApplication.inMemory();

    @BeforeEach
    void prepare() {
        server.put(STAGING + "/flags/a", flag("a"));
        server.put(STAGING + "/flags/b", flag("b"));
        server.put("flags/a", flag("a"));
        server.post(STAGING + "/flags/a/disable", "{}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void triesWithoutChangingAnything() {
        Response dry = server.post("promotions", """
                {"from": "staging", "withState": true, "dryRun": true}""");

        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.items("/differences")).hasSize(2);
        assertThat(dry.text("/differences/0/delta/forward/0/path")).isEqualTo("/enabled");
        assertThat(dry.text("/source/environment")).isEqualTo("staging");
        assertThat(dry.number("/source/revision")).isEqualTo(3);
        assertThat(server.revision()).isEqualTo(1);
    }

    @Test
    void promotesWhatWasSeenAndNothingElse() {
        Response dry = server.post("promotions", """
                {"from": "staging", "dryRun": true}""");
        server.put(STAGING + "/flags/c", flag("c"));

        Response done = server.post("promotions", """
                {"from": "staging", "fromRevision": %d, "basePosition": "%s", "reason": "release 12"}""".formatted(dry.number("/source/revision"), dry.text("/position")));

        assertThat(done.text("/entry/action")).isEqualTo("flag-set.promoted");
        assertThat(done.text("/entry/links/promotedFrom/flagSet")).isEqualTo("default/staging");
        assertThat(server.get("flags/b").at("/flag/enabled")).isEqualTo(Value.of(false));
        assertThat(server.get("flags/c").problem()).isEqualTo("flag-not-found");
    }

    @Test
    void isRefusedWhenSomebodyWasFaster() {
        Response dry = server.post("promotions", """
                {"from": "staging", "withState": true, "dryRun": true}""");
        server.put("flags/b", flag("b"));
        server.post("flags/b/disable", "{}");

        Response refused = server.post("promotions", """
                {"from": "staging", "withState": true, "basePosition": "%s"}""".formatted(dry.text("/position")));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.problem()).isEqualTo("version-conflict");
        assertThat(refused.text("/changed/0/subject/key")).isEqualTo("b");
        assertThat(refused.text("/errors/0/path")).isEqualTo("/basePosition");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        assertThat(server.post("promotions", "{}").problem()).isEqualTo("invalid-document");
        assertThat(server.post("promotions", "{\"from\": \"moon\"}").problem()).isEqualTo("environment-not-found");
        assertThat(server.post("promotions", "{\"from\": \"production\"}").problem())
                .isEqualTo("invalid-request");
        assertThat(server.post("promotions", "{\"from\": \"staging\", \"flags\": []}")
                        .text("/errors/0/path"))
                .isEqualTo("/flags");
        assertThat(server.post("promotions", "{\"from\": \"staging\", \"flags\": [\"nope\"]}")
                        .problem())
                .isEqualTo("flag-not-found");
        assertThat(server.post("promotions", "{\"from\": \"staging\", \"fromRevision\": 99}")
                        .problem())
                .isEqualTo("revision-unknown");
    }

    @Test
    void listsDriftAlongTheChain() {
        server.post("promotions", "{\"from\": \"staging\"}");

        Response drift = server.get(DRIFT);
        Response one = server.get(DRIFT + "?chain=staging,production&limit=1");

        assertThat(drift.items("/links")).hasSize(2);
        assertThat(drift.text("/links/1/from")).isEqualTo("staging");
        assertThat(drift.text("/links/1/to")).isEqualTo("production");
        assertThat(drift.items("/links/1/drifts")).hasSize(2);
        assertThat(drift.at("/links/1/drifts/0/stateOnly")).isEqualTo(Value.of(true));
        assertThat(drift.text("/links/1/drifts/1/promotion/environment")).isEqualTo("staging");
        assertThat(drift.text("/links/1/drifts/0/since")).isNotEmpty();
        assertThat(one.items("/links/0/drifts")).hasSize(1);
        assertThat(one.number("/links/0/differing")).isEqualTo(2);
    }

    @Test
    void refusesChainsThatAreNone() {
        assertThat(server.get(DRIFT + "?chain=staging").problem()).isEqualTo("invalid-request");
        assertThat(server.get(DRIFT + "?chain=staging,staging").problem()).isEqualTo("invalid-request");
        assertThat(server.get(DRIFT + "?chain=staging,moon").problem()).isEqualTo("environment-not-found");
        assertThat(server.get("/api/v1/projects/instance/drift").problem()).isEqualTo("project-not-found");
        assertThat(server.get("/api/v1/projects/NONE/drift").problem()).isEqualTo("project-not-found");
    }

    @Test
    void comparesAPointOfAnotherEnvironmentWithAPointOfThisOne() {
        Response points = server.get("diff?against=staging&from=1&to=1");
        Response instants = server.get("diff?from=2020-01-01T00:00:00.000Z");

        assertThat(points.items("/differences")).isEmpty();
        assertThat(instants.items("/differences")).hasSize(1);
        assertThat(server.get("diff?from=yesterday").problem()).isEqualTo("invalid-request");
    }
}
