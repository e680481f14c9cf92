package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String TOKENS = "/api/v1/tokens";

    @TempDir
    Path folder;

    private RunningApplication server;

    @BeforeEach
    void start() {
        server = RunningApplication.onSqlite(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer belay_token_unknown", "Basic YTpi", "the-token"})
    void knowsNobodyWithoutAValidToken(String authorization) {
        Response refused = server.get("flags", "authorization", authorization);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("unauthenticated");
        assertThat(refused.header("www-authenticate")).contains("Bearer");
    }

    @Test
    void countsCredentialsThatAreNotValid() {
        server.get("flags", bearer("belay_token_unknown"));
        server.get("flags", bearer("belay_token_another"));

        assertThat(server.get("/metrics").raw().body()).contains("belay_credentials_refused_total 2.0");
    }

    @Test
    void letsATokenDoWhatItMayAndWhereItMay() {
        String reader = token("{\"name\": \"reader\", \"permissions\": [\"read\"]}");
        String writer = token("""
                {"name": "deployer", "permissions": ["write"], "project": "default", "environment": "production"}""");

        assertThat(server.get("flags", bearer(reader)).status()).isEqualTo(200);
        assertThat(server.put("flags/a", flag("a"), bearer(reader)).problem()).isEqualTo("forbidden");
        assertThat(server.put("flags/a", flag("a"), bearer(writer)).status()).isEqualTo(201);
        assertThat(server.get("/api/v1/projects/default/environments/staging/flags", bearer(writer))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(server.get("keys", bearer(writer)).problem()).isEqualTo("forbidden");
        assertThat(server.get(TOKENS, bearer(writer)).problem()).isEqualTo("forbidden");
        assertThat(server.get("history").text("/entries/0/actor/name")).isEqualTo("deployer");
    }

    @Test
    void showsSecretsOnce() {
        Response made = server.post("keys", "{\"name\": \"shop\", \"kind\": \"server\"}");
        Response listed = server.get("keys");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/key")).startsWith("belay_server_").hasSizeGreaterThan(40);
        assertThat(listed.text("/keys/0/name")).isEqualTo("shop");
        assertThat(listed.raw().body()).doesNotContain(made.text("/key"));
        assertThat(server.get("/api/v1/projects/default/environments/staging/keys")
                        .items("/keys"))
                .isEmpty();
    }

    @Test
    void keepsKeysFromManaging() {
        String key = server.post("keys", "{\"name\": \"shop\", \"kind\": \"server\"}")
                .text("/key");

        assertThat(server.get("flags", bearer(key)).problem()).isEqualTo("forbidden");
    }

    @Test
    void revokesAtOnceAndForGood() {
        Response made = server.post(TOKENS, "{\"name\": \"reader\", \"permissions\": [\"read\"]}");
        String token = made.text("/token");

        assertThat(server.delete(TOKENS + "/" + made.text("/id")).status()).isEqualTo(204);

        assertThat(server.get("flags", bearer(token)).status()).isEqualTo(401);
        assertThat(server.delete(TOKENS + "/" + made.text("/id")).problem()).isEqualTo("credential-not-found");
        restart();
        assertThat(server.get("flags", bearer(token)).status()).isEqualTo(401);
    }

    @Test
    void remembersCredentialsAcrossARestart() {
        String token = token("{\"name\": \"reader\", \"permissions\": [\"read\"]}");
        Response key = server.post("keys", "{\"name\": \"shop\", \"kind\": \"client\"}");

        restart();

        assertThat(server.get("flags", bearer(token)).status()).isEqualTo(200);
        assertThat(server.get("keys").text("/keys/0/id")).isEqualTo(key.text("/id"));
        assertThat(server.delete("keys/" + key.text("/id")).status()).isEqualTo(204);
    }

    @Test
    void forgetsTokensThatHaveExpired() {
        String expired =
                token("{\"name\": \"old\", \"permissions\": [\"read\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"}");

        assertThat(server.get("flags", bearer(expired)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"x\", \"permissions\": []}",
                "{\"name\": \"x\", \"permissions\": [\"fly\"]}",
                "{\"name\": \" \", \"permissions\": [\"read\"]}",
                "{\"name\": \"x\", \"permissions\": [\"read\"], \"environment\": \"production\"}",
                "{\"name\": \"x\", \"permissions\": [\"read\"], \"expiresAt\": \"soon\"}"
            })
    void refusesTokensThatMakeNoSense(String body) {
        assertThat(server.post(TOKENS, body).problem()).isEqualTo("invalid-document");
        assertThat(server.get(TOKENS).items("/tokens")).isEmpty();
    }

    @Nested
    class OnTheFirstStart {

        private String link;

        @BeforeEach
        void startWithoutAnybody(@TempDir Path empty) {
            server.close();
            server = RunningApplication.onSqlite(empty, Optional.empty());
            link = "/setup/" + server.application().setupCode().orElseThrow();
        }

        @Test
        void makesAnAdministratorOnce() {
            String token = server.post(link, "").text("/token");
            Response again = server.post(link, "");

            assertThat(token).startsWith("belay_token_");
            assertThat(server.get(TOKENS, bearer(token)).text("/tokens/0/name")).isEqualTo("administrator");
            assertThat(again.status()).isEqualTo(410);
            assertThat(again.problem()).isEqualTo("setup-closed");
            assertThat(again.text("/detail"))
                    .contains("There is an administrator already")
                    .doesNotContain("another");
        }

        @Test
        void changesNothingWhenTheLinkIsOnlyLookedAt() {
            Response page = server.get(link);
            Response preview = server.send("HEAD", link, BodyPublishers.noBody());

            assertThat(page.header("content-type")).contains("text/html; charset=utf-8");
            assertThat(page.raw().body()).contains("<form method=\"post\">").doesNotContain("belay_token_");
            assertThat(preview.status()).isEqualTo(200);
            assertThat(server.post(link, "", "accept", "text/html").raw().body())
                    .contains("belay_token_");
        }

        @Test
        void takesNoOtherCode() {
            assertThat(server.post("/setup/0123456789", "").problem()).isEqualTo("setup-closed");
            assertThat(server.post(link, "").at("/token")).isNotEqualTo(Value.NULL);
        }
    }

    private void restart() {
        server.close();
        server = RunningApplication.onSqlite(folder);
        assertThat(server.application().setupCode()).isEmpty();
    }

    private String token(String body) {
        return server.post(TOKENS, body).text("/token");
    }

    private static String[] bearer(String token) {
        return new String[] {"authorization", "Bearer " + token};
    }
}
