package dev.belay.verification.ofrep;

import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.server.Application;
import dev.belay.server.access.SqlCredentials;
import dev.belay.server.http.WebServer;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.store.sql.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A real server on a real store that has one flag for everything that an answer can be. */
final class EvaluatingServer implements AutoCloseable {

    /** The path of bulk evaluation; a flag's own is below it. */
    static final String EVALUATE = "/ofrep/v1/evaluate/flags";

    private static final String TOKEN = "administrator-token-of-the-ofrep-tests";
    private static final String FLAG_SET = "/api/v1/projects/default/environments/production";

    private static final String FLAGS = """
            {"reason": "test", "changes": [
             {"op": "put", "flag": {
              "key": "checkout.new-flow", "type": "boolean", "enabled": true, "exposed": true,
              "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
              "targets": [{"variant": "on", "keys": ["ada"]}], "otherwise": {"variant": "off"}}},
             {"op": "put", "flag": {
              "key": "greeting", "type": "string", "enabled": true,
              "variants": [{"name": "iberian", "value": "olá"}, {"name": "other", "value": "hello"}],
              "rules": [{"id": "pt", "when": {"attribute": "country", "in": ["PT"]}, "serve": {"variant": "iberian"}}],
              "otherwise": {"variant": "other"}}},
             {"op": "put", "flag": {
              "key": "columns", "type": "number", "enabled": true,
              "variants": [{"name": "three", "value": 3}], "otherwise": {"variant": "three"}}},
             {"op": "put", "flag": {
              "key": "ratio", "type": "number", "enabled": true,
              "variants": [{"name": "most", "value": 0.75}],
              "otherwise": {"split": {"slices": [{"variant": "most", "weight": 100000}]}}}},
             {"op": "put", "flag": {
              "key": "layout", "type": "structure", "enabled": true,
              "variants": [{"name": "wide", "value": {"columns": 3, "tags": ["a", "b"], "dense": true}}],
              "otherwise": {"variant": "wide"}}},
             {"op": "put", "flag": {
              "key": "disabled", "type": "boolean", "enabled": false, "offVariant": "off",
              "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
              "otherwise": {"variant": "on"}}},
             {"op": "put", "flag": {
              "key": "disabled-without-off", "type": "string", "enabled": false,
              "variants": [{"name": "on", "value": "on"}]}},
             {"op": "put", "flag": {
              "key": "undecided", "type": "boolean", "enabled": true, "variants": [{"name": "on", "value": true}]}},
             {"op": "put", "flag": {
              "key": "needs-a-key", "type": "boolean", "enabled": true,
              "variants": [{"name": "on", "value": true}],
              "otherwise": {"split": {"slices": [{"variant": "on", "weight": 50000}],
                                      "bucketing": {"onMissingKey": "error"}}}}}
            ]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Application application;
    private final String key;

    private EvaluatingServer(Application application) {
        this.application = application;
        manage("/changes", FLAGS);
        key = newKey("server");
    }

    /** Starts on an empty folder. */
    static EvaluatingServer start(Path folder) throws IOException {
        InstantSource clock = InstantSource.system();
        return new EvaluatingServer(Application.start(
                new Application.Parts(
                        SqliteStore.open(
                                folder.resolve(SqliteStore.FILE),
                                clock,
                                () -> UUID.randomUUID().toString()),
                        new SqlCredentials(OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE))),
                        clock,
                        Optional.of(TOKEN)),
                new WebServer.Settings("127.0.0.1", 0, Set.of())));
    }

    /** Where the server answers. */
    URI address() {
        return URI.create("http://127.0.0.1:" + application.port());
    }

    /** A server key. */
    String key() {
        return key;
    }

    /** A new key of a kind. */
    String newKey(String kind) {
        Value answer = Json.read(manage("/keys", "{\"name\": \"test\", \"kind\": \"" + kind + "\"}"));
        return ((Value.TextValue) ((Value.StructureValue) answer).members().get("key")).value();
    }

    /** Asks with a server key, as any client would. */
    HttpResponse<String> ask(String path, String body) {
        return post(path, key, body);
    }

    private String manage(String path, String body) {
        HttpResponse<String> answer = post(FLAG_SET + path, TOKEN, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> post(String path, String credential, String body) {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        application.close();
    }
}
