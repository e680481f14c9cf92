package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Two servers on one database. */
class SeveralNodesTest {

    private static final String OPENING = ": belay";

    private final PGSimpleDataSource database = Postgres.newSchema();
    private RunningApplication one;
    private RunningApplication other;

    @BeforeEach
    void start() {
        one = RunningApplication.on(storage(), Optional.empty());
        other = RunningApplication.on(storage(), Optional.empty());
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void acceptASetupLinkWhicheverOfThemPrintedItAndMakeOneAdministrator() {
        String ones = "/setup/" + one.application().setupCode().orElseThrow();
        String others = "/setup/" + other.application().setupCode().orElseThrow();
        assertThat(one.get(others).status()).isEqualTo(200);

        assertThat(other.post(ones, "").status()).isEqualTo(200);

        assertThat(one.post(ones, "").problem()).isEqualTo("setup-closed");
        assertThat(one.post(others, "").problem()).isEqualTo("setup-closed");
        assertThat(other.post(others, "").problem()).isEqualTo("setup-closed");
    }

    @Test
    void recogniseATokenThatAnotherMadeAndForgetOneThatAnotherRevoked() {
        String[] administrator = administrator();
        Response made =
                one.post("/api/v1/tokens", "{\"name\": \"reader\", \"permissions\": [\"read\"]}", administrator);
        String[] reader = bearer(made.text("/token"));

        Awaited.until(() -> other.get("flags", reader).status() == 200);
        assertThat(other.delete("/api/v1/tokens/" + made.text("/id"), administrator)
                        .status())
                .isEqualTo(204);
        Awaited.until(() -> one.get("flags", reader).status() == 401);
    }

    @Test
    void endStreamsWhoseKeyAnotherRevoked() throws Exception {
        String[] administrator = administrator();
        Response key = one.post("keys", "{\"name\": \"shop\", \"kind\": \"server\"}", administrator);
        HttpRequest request = HttpRequest.newBuilder(other.at("/sdk/v1/stream"))
                .header("authorization", "Bearer " + key.text("/key"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Awaited.until(() -> status(client, request) == 200);
            InputStream stream = client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            assertThat(stream.readNBytes(OPENING.length())).asString().isEqualTo(OPENING);

            assertThat(one.delete("keys/" + key.text("/id"), administrator).status())
                    .isEqualTo(204);

            awaitEnd(stream);
            Awaited.until(() -> status(client, request) == 401);
        }
    }

    @Test
    void answerARepeatedRequestAsTheOneThatWasAskedFirst() {
        String[] administrator = administrator();
        String[] headers = {"authorization", administrator[1], "idempotency-key", "first-basket"};

        Response first = one.put("flags/basket", flag("basket"), headers);
        Response repeated = other.put("flags/basket", flag("basket"), headers);
        Response another = other.put("flags/basket", flag("basket", "\"exposed\": true,"), headers);

        assertThat(first.status()).isEqualTo(201);
        assertThat(repeated.text("/position")).isEqualTo(first.text("/position"));
        assertThat(another.status()).isEqualTo(422);
        assertThat(one.get("history", administrator).items("/entries")).hasSize(1);
    }

    /** An administrator's token, known to both. */
    private String[] administrator() {
        String[] token =
                bearer(one.post("/setup/" + one.application().setupCode().orElseThrow(), "")
                        .text("/token"));
        Awaited.until(() -> other.get("flags", token).status() == 200);
        return token;
    }

    private static String[] bearer(String token) {
        return new String[] {"authorization", "Bearer " + token};
    }

    private static int status(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void awaitEnd(InputStream stream) {
        try {
            while (stream.read() >= 0) {
                // What comes before the end does not matter here.
            }
        } catch (IOException cut) {
            // An end, too.
        }
    }

    private Storage storage() {
        PostgresAddress address = PostgresAddress.of(Postgres.url(database), Map.of());
        return PostgresStorage.open(address, InstantSource.system(), new Epochs());
    }
}
