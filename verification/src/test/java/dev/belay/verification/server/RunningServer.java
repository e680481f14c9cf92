package dev.belay.verification.sdk;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.server.Application;
import dev.belay.server.access.SqlCredentials;
import dev.belay.server.http.WebServer;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.store.sql.SqliteStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A real server on a real store, in this process, with the management calls that tests need. */
final class RunningServer implements AutoCloseable {

    static final String TOKEN = "administrator-token-of-the-sdk-tests";

    private static final String FLAG_SET = "/api/v1/projects/default/environments/production";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Application application;

    private RunningServer(Application application) {
        this.application = application;
    }

    /** Starts on the data in a folder, on a port or, for 0, on any that is free. */
    static RunningServer start(Path folder, int port) throws IOException {
        InstantSource clock = InstantSource.system();
        return new RunningServer(Application.start(
                new Application.Parts(
                        SqliteStore.open(folder.resolve(SqliteStore.FILE), clock, RunningServer::epoch),
                        new SqlCredentials(OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE))),
                        clock,
                        Optional.of(TOKEN)),
                new WebServer.Settings("127.0.0.1", port, Set.of())));
    }

    private static String epoch() {
        return UUID.randomUUID().toString();
    }

    int port() {
        return application.port();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    String newKey(String kind) {
        return text(post("/keys", "{\"name\": \"test\", \"kind\": \"" + kind + "\"}"), "key");
    }

    /** Creates a boolean flag that serves {@code on} or {@code off}. */
    Position create(String flag, String served) {
        return position(send("PUT", "/flags/" + flag, document(flag, served)));
    }

    Position command(String flag, String command) {
        return position(post("/flags/" + flag + "/" + command, "{\"reason\": \"test\"}"));
    }

    /** Several changes in one step. */
    Position change(String changes) {
        return position(post("/changes", "{\"reason\": \"test\", \"changes\": [" + changes + "]}"));
    }

    Position rollBackTo(Position earlier) {
        return position(post("/rollback", "{\"toRevision\": " + earlier.revision() + ", \"reason\": \"test\"}"));
    }

    /** The position of the flag set's head. */
    Position head() {
        return position(send("GET", "", ""));
    }

    Map<String, Value> get(String path) {
        return send("GET", path, "");
    }

    static String document(String flag, String served) {
        return """
                {"key": "%s", "type": "boolean", "enabled": true, "offVariant": "off",
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"variant": "%s"}}""".formatted(flag, served);
    }

    static String text(Map<String, Value> members, String name) {
        return ((Value.TextValue) members.get(name)).value();
    }

    @Override
    public void close() {
        application.close();
    }

    private static Position position(Map<String, Value> answer) {
        return Position.parse(text(answer, "position"));
    }

    private Map<String, Value> post(String path, String body) {
        return send("POST", path, body);
    }

    private Map<String, Value> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + FLAG_SET + path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            Value answer = Json.read(response.body(), JsonLimits.TRUSTED);
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(response.statusCode() + " " + answer);
            }
            return ((Value.StructureValue) answer).members();
        } catch (IOException unreachable) {
            throw new IllegalStateException("The server did not answer", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }
}
