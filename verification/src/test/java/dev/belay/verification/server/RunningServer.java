package dev.belay.verification.server;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.server.Application;
import dev.belay.server.http.WebServer;
import dev.belay.server.secrets.SecretsKey;
import dev.belay.server.segments.MemberLimits;
import dev.belay.server.sinks.SinkFeature;
import dev.belay.server.storage.EmbeddedStorage;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A real server on a real store, in this process, with the management calls that tests need.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class RunningServer implements AutoCloseable {

    /** An administrator's token. */
    public static final String TOKEN = "administrator-token-of-the-tests";

    private static final String FLAG_SET = "/api/v1/projects/default/environments/production";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Application application;

    private RunningServer(Application application) {
        this.application = application;
    }

    /** Starts on the data in a folder, on a port or, for 0, on any that is free. */
    public static RunningServer start(Path folder, int port) throws IOException {
        SinkFeature.Settings sinks = SinkFeature.Settings.DEFAULT.withSecrets(
                Optional.of(SecretsKey.fromFile(folder.resolve(SecretsKey.FILE), new SecureRandom())));
        return start(EmbeddedStorage.open(folder, InstantSource.system(), RunningServer::epoch), port, sinks);
    }

    /** Starts a node on a database that others may use as well, on any port that is free. */
    public static RunningServer onPostgres(String url) throws IOException {
        PostgresAddress address = PostgresAddress.of(url, Map.of());
        return start(
                PostgresStorage.open(address, InstantSource.system(), RunningServer::epoch),
                0,
                SinkFeature.Settings.DEFAULT);
    }

    private static RunningServer start(Storage storage, int port, SinkFeature.Settings sinks) throws IOException {
        return new RunningServer(Application.start(
                new Application.Parts(
                        storage, InstantSource.system(), Optional.of(TOKEN), MemberLimits.DEFAULT, false, sinks),
                new WebServer.Settings("127.0.0.1", port, Set.of())));
    }

    private static String epoch() {
        return UUID.randomUUID().toString();
    }

    /** The port that it listens on. */
    public int port() {
        return application.port();
    }

    /** Where it answers. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** A new key of a kind. */
    public String newKey(String kind) {
        return text(post("/keys", "{\"name\": \"test\", \"kind\": \"" + kind + "\"}"), "key");
    }

    /** Creates a boolean flag that serves {@code on} or {@code off}. */
    public Position create(String flag, String served) {
        return position(send("PUT", "/flags/" + flag, document(flag, served)));
    }

    /** Runs a command on a flag. */
    public Position command(String flag, String command) {
        return position(post("/flags/" + flag + "/" + command, "{\"reason\": \"test\"}"));
    }

    /** Several changes in one step. */
    public Position change(String changes) {
        return position(post("/changes", "{\"reason\": \"test\", \"changes\": [" + changes + "]}"));
    }

    /** Takes the whole flag set back. */
    public Position rollBackTo(Position earlier) {
        return position(post("/rollback", "{\"toRevision\": " + earlier.revision() + ", \"reason\": \"test\"}"));
    }

    /** Gives a segment these members, one on each line. */
    public Position upload(String segment, String members) {
        return position(send("PUT", "/segments/" + segment + "/members", members, "text/plain"));
    }

    /** Adds and removes members of a segment. */
    public Position editMembers(String segment, String edit) {
        return position(post("/segments/" + segment + "/members", edit));
    }

    /** Has every instance fetch a snapshot. */
    public void resync() {
        post("/instances/resync", "{}");
    }

    /** Has one instance fetch a snapshot. */
    public void resync(String instance) {
        post("/instances/resync", "{\"instance\": \"" + instance + "\"}");
    }

    /** The position of the flag set's head. */
    public Position head() {
        return position(send("GET", "", ""));
    }

    /** Reads something of the flag set. */
    public Map<String, Value> get(String path) {
        return send("GET", path, "");
    }

    /** What is answered to a change of a flag, whether or not it is made. */
    public HttpResponse<String> disable(String flag) {
        return ask("POST", FLAG_SET + "/flags/" + flag + "/disable", "{\"reason\": \"test\"}");
    }

    /** What is answered to a new document of a flag, whether or not it is accepted. */
    public HttpResponse<String> put(String flag, String document) {
        return ask("PUT", FLAG_SET + "/flags/" + flag, document);
    }

    /** What is answered to a question. */
    public HttpResponse<String> ask(String path) {
        return ask("GET", path, "");
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException unreachable) {
            throw new IllegalStateException("The server did not answer", unreachable);
        }
    }

    /** A boolean flag that serves {@code on} or {@code off}. */
    public static String document(String flag, String served) {
        return """
            {"key": "%s", "type": "boolean", "enabled": true, "offVariant": "off",
             "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
             "otherwise": {"variant": "%s"}}\
            """.formatted(flag, served);
    }

    /** A text in an answer. */
    public static String text(Map<String, Value> members, String name) {
        return ((Value.TextValue) members.get(name)).value();
    }

    @Override
    public void close() {
        http.shutdownNow();
        application.close();
    }

    private static Position position(Map<String, Value> answer) {
        return Position.parse(text(answer, "position"));
    }

    private Map<String, Value> post(String path, String body) {
        return send("POST", path, body);
    }

    private Map<String, Value> send(String method, String path, String body) {
        return send(method, path, body, "application/json");
    }

    private Map<String, Value> send(String method, String path, String body, String type) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + FLAG_SET + path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", type)
                .header(type.equals("text/plain") ? "If-Match" : "Accept", type.equals("text/plain") ? "*" : "*/*")
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
