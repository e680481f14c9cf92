package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.verification.server.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;

/** Who makes and revokes keys by their names. */
final class Administrator implements AutoCloseable {

    private static final String KEYS = "/api/v1/projects/default/environments/production/keys";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningServer server;

    Administrator(RunningServer server) {
        this.server = server;
    }

    String makeKey(String name, String kind) {
        HttpResponse<String> made = send("POST", KEYS, "{\"name\": \"" + name + "\", \"kind\": \"" + kind + "\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        return tree(made.body()).path("key").textValue();
    }

    void revokeKey(String name) {
        for (JsonNode key : tree(send("GET", KEYS, "").body()).path("keys")) {
            if (key.path("name").textValue().equals(name)) {
                HttpResponse<String> revoked =
                        send("DELETE", KEYS + "/" + key.path("id").textValue(), "");
                assertThat(revoked.statusCode()).isEqualTo(204);
                return;
            }
        }
        throw new AssertionError("There is no key " + name);
    }

    /** What the server answers to the holder of a key. */
    HttpResponse<String> get(String path, String key) {
        return RunningReplica.send(http, URI.create(server.address() + path), "GET", key, "");
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new AssertionError(json, malformed);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return RunningReplica.send(http, URI.create(server.address() + path), method, RunningServer.TOKEN, body);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
