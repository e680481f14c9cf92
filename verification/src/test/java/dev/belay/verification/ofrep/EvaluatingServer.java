package dev.belay.verification.ofrep;

import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A real server on a real store that has one flag for everything that an answer can be. */
final class EvaluatingServer implements AutoCloseable {

    /** The path of bulk evaluation; a flag's own is below it. */
    static final String EVALUATE = "/ofrep/v1/evaluate/flags";

    private static final String FLAGS = """
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
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningServer server;
    private final String key;

    private EvaluatingServer(RunningServer server) {
        this.server = server;
        server.change(FLAGS);
        key = server.newKey("server");
    }

    /** Starts on an empty folder. */
    static EvaluatingServer start(Path folder) throws IOException {
        return new EvaluatingServer(RunningServer.start(folder, 0));
    }

    /** Where the server answers. */
    URI address() {
        return server.address();
    }

    /** A server key. */
    String key() {
        return key;
    }

    /** Asks with a server key, as any client would. */
    HttpResponse<String> ask(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .header("Authorization", "Bearer " + key)
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
        server.close();
    }
}
