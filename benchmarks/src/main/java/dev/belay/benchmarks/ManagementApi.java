package dev.belay.benchmarks;

import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;

/** The management API of one environment. <b>Thread-safety:</b> safe for use by many threads. */
public final class ManagementApi {

    private static final JsonLimits LIMITS = new JsonLimits(256 << 20, 64, 1 << 20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI environment;
    private final String token;

    /** An environment's API, for the holder of an access token. */
    public ManagementApi(URI server, String token) {
        this.environment = server.resolve("/api/v1/projects/default/environments/production/");
        this.token = token;
    }

    /** Creates or replaces nothing: the flag must be new. A boolean flag that is enabled and serves {@code on}. */
    void create(String key) throws IOException, InterruptedException {
        call("PUT", "flags/" + key, document(key));
    }

    /** A new server key. */
    public String createServerKey() throws IOException, InterruptedException {
        return createKey("server");
    }

    /** A new key of a kind. */
    public String createKey(String kind) throws IOException, InterruptedException {
        return text(call("POST", "keys", "{\"name\":\"bench\",\"kind\":\"" + kind + "\"}"), "key");
    }

    /** Enables or disables a flag; answers the position. */
    public String switchTo(String key, boolean enabled) throws IOException, InterruptedException {
        return text(
                call("POST", "flags/" + key + (enabled ? "/enable" : "/disable"), "{\"reason\":\"bench\"}"),
                "position");
    }

    /** Replaces something by lines of text, whatever it is now. */
    Value upload(String path, String lines) throws IOException, InterruptedException {
        return send(
                "PUT",
                path,
                lines,
                request(path).header("Content-Type", "text/plain").header("If-Match", "*"));
    }

    /** Replaces a document, whatever it is now. */
    public Value replace(String path, String body) throws IOException, InterruptedException {
        return send(
                "PUT",
                path,
                body,
                request(path).header("Content-Type", "application/json").header("If-Match", "*"));
    }

    /** Sends a request below the environment's address and answers the answer's body. */
    public Value call(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, body, request(path).header("Content-Type", "application/json"));
    }

    /** The value at the end of member names. */
    public static Value at(Value structure, String... names) {
        Value found = structure;
        for (String name : names) {
            found = Objects.requireNonNull(
                    ((Value.StructureValue) found).members().get(name));
        }
        return found;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(environment.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private Value send(String method, String path, String body, HttpRequest.Builder builder)
            throws IOException, InterruptedException {
        HttpRequest request = builder.method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return Json.read(answer.body(), LIMITS);
    }

    /** A boolean flag that is enabled and serves {@code on}. */
    public static String document(String key) {
        return """
                {"key":"%s","type":"boolean","variants":[{"name":"on","value":true},{"name":"off","value":false}],\
                "enabled":true,"offVariant":"off","otherwise":{"variant":"on"}}""".formatted(key);
    }

    /** A text member of a structure. */
    public static String text(Value structure, String name) {
        Value member = ((Value.StructureValue) structure).members().get(name);
        if (member instanceof Value.TextValue text) {
            return text.value();
        }
        throw new IllegalStateException("The answer has no text '" + name + "'");
    }
}
