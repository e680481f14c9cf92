package dev.belay.example.shop;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** What an operator does, by the HTTP API. <b>Thread-safety:</b> safe for use by many threads. */
final class Management {

    /** The environment that the shop lives in. */
    static final String ENVIRONMENT = "production";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String token;

    Management(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    URI address() {
        return address;
    }

    /** Creates a boolean flag that is disabled and serves {@code on} once it is enabled. */
    void createSwitch(String key, String reason) throws IOException, InterruptedException {
        String document = """
                {"key": "%s", "type": "boolean", "enabled": false, "offVariant": "off",
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"variant": "on"}}""".formatted(key);
        String query = "?reason=" + java.net.URLEncoder.encode(reason, java.nio.charset.StandardCharsets.UTF_8);
        call("PUT", "flags/" + key + query, document);
    }

    String createServerKey() throws IOException, InterruptedException {
        return text(call("POST", "keys", "{\"name\": \"shop\", \"kind\": \"server\"}"), "key");
    }

    /** The newest revision of the environment. */
    long revision() throws IOException, InterruptedException {
        return number(call("GET", "", ""), "revision");
    }

    /** Enables a flag. Answers the position of the change. */
    String enable(String key, String reason) throws IOException, InterruptedException {
        Value body = Value.of(Map.of("reason", Value.of(reason)));
        return text(call("POST", "flags/" + key + "/enable", CanonicalJson.text(body)), "position");
    }

    /** Takes the whole environment back to a revision. Answers the position of the change. */
    String rollBack(long toRevision, String reason) throws IOException, InterruptedException {
        Value body = Value.of(Map.of("toRevision", Value.of((double) toRevision), "reason", Value.of(reason)));
        return text(call("POST", "rollback", CanonicalJson.text(body)), "position");
    }

    /** The newest entries of the environment's ledger, oldest first. */
    List<Value> history(long after) throws IOException, InterruptedException {
        Value answer = call("GET", "history?after=" + after, "");
        return ((Value.ListValue) member(answer, "entries")).items();
    }

    static String text(Value structure, String name) {
        return member(structure, name) instanceof Value.TextValue text ? text.value() : "";
    }

    static long number(Value structure, String name) {
        return member(structure, name) instanceof Value.NumberValue number ? (long) number.value() : 0;
    }

    static Value member(Value structure, String name) {
        return structure instanceof Value.StructureValue members
                ? members.members().getOrDefault(name, Value.NULL)
                : Value.NULL;
    }

    private Value call(String method, String path, String body) throws IOException, InterruptedException {
        String resource = "/api/v1/projects/default/environments/" + ENVIRONMENT + (path.isEmpty() ? "" : "/" + path);
        HttpRequest request = HttpRequest.newBuilder(address.resolve(resource))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        Value value = Json.read(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        if (answer.statusCode() >= 300) {
            throw new StoryException(
                    method + " " + resource + " answered " + answer.statusCode() + ": " + text(value, "detail"));
        }
        return value;
    }
}
