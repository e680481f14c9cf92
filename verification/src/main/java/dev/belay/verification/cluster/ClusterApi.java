package dev.belay.verification.cluster;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.Value.ListValue;
import dev.belay.core.Value.NumberValue;
import dev.belay.core.Value.StructureValue;
import dev.belay.core.Value.TextValue;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The few requests of the management API that the campaign needs. <b>Thread-safety:</b> safe for use by many threads. */
final class ClusterApi {

    private static final String ENVIRONMENT = "/api/v1/projects/default/environments/production";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAGE = 500;

    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    ClusterApi(String token) {
        this.token = token;
    }

    /** A status and a body. */
    record Answer(int status, StructureValue body) {
        Position position() {
            return Position.parse(text(body, "position"));
        }

        long version() {
            return number(body, "version");
        }
    }

    /**
     * Replaces a flag's document.
     *
     * @param id    its new value, the reason, and the key under which it may be repeated
     * @param match what {@code If-Match} says
     */
    Answer put(URI node, String flag, String id, String match) throws IOException, InterruptedException {
        String document = """
                {"key": "%s", "type": "string", "enabled": true, "otherwise": {"variant": "only"},
                 "variants": [{"name": "only", "value": "%s"}]}""".formatted(flag, id);
        return send(request(node, "/flags/" + flag + "?reason=" + id)
                .header("Idempotency-Key", id)
                .header(match.isEmpty() ? "If-None-Match" : "If-Match", match.isEmpty() ? "*" : match)
                .PUT(BodyPublishers.ofString(document)));
    }

    Answer get(URI node, String flag, Position atLeast) throws IOException, InterruptedException {
        return send(request(node, "/flags/" + flag)
                .header("Belay-Min-Position", atLeast.toString())
                .GET());
    }

    /** Evaluates a flag for nobody in particular, with a key of the flag set. */
    Answer evaluate(URI node, String key, String flag) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(node.resolve("/ofrep/v1/evaluate/flags/" + flag))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"context\": {\"targetingKey\": \"anybody\"}}")));
    }

    /** Makes a key for applications. */
    String makeKey(URI node) throws IOException, InterruptedException {
        Answer answer = send(
                request(node, "/keys").POST(BodyPublishers.ofString("{\"name\": \"shop\", \"kind\": \"server\"}")));
        return text(answer.body(), "key");
    }

    /** How many instances are known to hold something else than what belongs to their position. */
    long diverged(URI node) throws IOException, InterruptedException {
        Answer answer = send(request(node, "/instances?limit=0").GET());
        return answer.status() == 200 ? number((StructureValue) member(answer.body(), "counts"), "diverged") : 0;
    }

    /** The value of the flag in an answer. */
    static String value(Answer answer) {
        StructureValue flag = (StructureValue) member(answer.body(), "flag");
        StructureValue only =
                (StructureValue) ((ListValue) member(flag, "variants")).items().getFirst();
        return text(only, "value");
    }

    /**
     * All entries, by the order that a node tells them in.
     *
     * @param atLeast what the node is to know, for which it may wait
     */
    List<Entry> history(URI node, Position atLeast) throws IOException, InterruptedException {
        List<Entry> entries = new ArrayList<>();
        long after = 0;
        List<Entry> page = page(node, after, atLeast);
        while (!page.isEmpty()) {
            entries.addAll(page);
            after = page.getLast().position().revision();
            page = page(node, after, atLeast);
        }
        return entries;
    }

    private List<Entry> page(URI node, long after, Position atLeast) throws IOException, InterruptedException {
        Answer answer = send(request(node, "/history?after=" + after + "&limit=" + PAGE)
                .header("Belay-Min-Position", atLeast.toString())
                .GET());
        if (answer.status() != 200) {
            throw new IOException("The history is answered with " + answer.status() + ": " + answer.body());
        }
        return ((ListValue) member(answer.body(), "entries"))
                .items().stream()
                        .map(StructureValue.class::cast)
                        .map(ClusterApi::entry)
                        .toList();
    }

    private static Entry entry(StructureValue entry) {
        Position position = Position.parse(text(entry, "position"));
        List<Value> changes = ((ListValue) member(entry, "changes")).items();
        return changes.isEmpty()
                ? Entry.renewal(position)
                : entry(position, entry, (StructureValue) changes.getFirst());
    }

    private static Entry entry(Position position, StructureValue entry, StructureValue change) {
        return new Entry(
                position,
                text((StructureValue) member(change, "subject"), "key"),
                number(change, "version"),
                text(entry, "reason"));
    }

    private HttpRequest.Builder request(URI node, String path) {
        return HttpRequest.newBuilder(node.resolve(ENVIRONMENT + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), (StructureValue) Json.read(response.body(), JsonLimits.TRUSTED));
    }

    private static String text(StructureValue structure, String name) {
        return ((TextValue) member(structure, name)).value();
    }

    private static long number(StructureValue structure, String name) {
        return (long) ((NumberValue) member(structure, name)).value();
    }

    private static Value member(StructureValue structure, String name) {
        return Objects.requireNonNull(structure.members().get(name), () -> "no " + name + " in " + structure);
    }
}
