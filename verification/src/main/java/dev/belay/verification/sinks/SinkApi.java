package dev.belay.verification.sinks;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Changes flags of a server and sets its sinks up, over HTTP.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class SinkApi {

    private static final String PROJECT = "/api/v1/projects/default";
    private static final String SINKS = PROJECT + "/sinks";
    private static final String FLAGS = PROJECT + "/environments/production/flags/";
    private static final String CHANGES = PROJECT + "/environments/production/changes";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final URI server;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SinkApi(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Makes a flag, and answers the revision that did it. */
    long createFlag(String flag) throws IOException, InterruptedException {
        return revision(send("PUT", path(flag), document(flag)));
    }

    /** Makes flags in one change set, and answers the revision that did it. */
    long createFlags(List<String> flags) throws IOException, InterruptedException {
        String puts = flags.stream()
                .map(flag -> "{\"op\": \"put\", \"flag\": " + document(flag) + "}")
                .collect(Collectors.joining(","));
        return revision(send("POST", CHANGES, "{\"changes\": [" + puts + "]}"));
    }

    private static String document(String flag) {
        return """
            {"key": "%s", "type": "boolean", "enabled": true, "offVariant": "off", "otherwise": {"variant": "on"},
             "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}]}\
            """.formatted(flag);
    }

    private static String path(String flag) {
        return FLAGS + URLEncoder.encode(flag, StandardCharsets.UTF_8);
    }

    /** Disables and enables a flag by turns, and answers the newest revision. */
    long write(String flag, int from, int to) throws IOException, InterruptedException {
        long revision = 0;
        for (int change = from; change < to; change++) {
            revision = revision(send("POST", path(flag) + (change % 2 == 0 ? "/disable" : "/enable"), "{}"));
        }
        return revision;
    }

    /** Makes a sink of all changes, and answers its id. */
    String makeSink(String target) throws IOException, InterruptedException {
        return makeSinkNamed("verification", target);
    }

    /** Makes a sink of all changes beside others, and answers its id. */
    String makeSinkNamed(String name, String target) throws IOException, InterruptedException {
        return text(send("POST", SINKS, sink(name, target)), "id");
    }

    /** Makes a sink of the changes of some flags, and answers its id. */
    String makeSink(String target, String flags) throws IOException, InterruptedException {
        return makeSink("\"flags\": [\"" + flags + "\"], " + target);
    }

    /** Replaces the target of a sink. */
    void replaceSink(String id, String target) throws IOException, InterruptedException {
        send("PUT", SINKS + "/" + id, sink("verification", target), "if-match", "*");
    }

    /** Deletes a sink. */
    void deleteSink(String id) throws IOException, InterruptedException {
        send("DELETE", SINKS + "/" + id, "");
    }

    /** Waits until a sink has announced a revision, which fails after three minutes. */
    void awaitAnnounced(String id, long revision) throws IOException, InterruptedException {
        var _ = await(id, sink -> announced(sink, revision));
    }

    /** Waits until a sink is in a state, and answers all that is shown of it. */
    String awaitState(String id, String state) throws IOException, InterruptedException {
        return await(id, sink -> text(sink, "state").equals(state));
    }

    /** Waits until these words are among all that is shown of a sink. */
    void awaitSaid(String id, String words) throws IOException, InterruptedException {
        var _ = await(id, sink -> CanonicalJson.text(sink).contains(words));
    }

    private String await(String id, Predicate<Value> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Value sink = send("GET", SINKS + "/" + id, "");
        while (!wanted.test(sink)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "The sink has not come that far within " + PATIENCE + ": " + CanonicalJson.text(sink));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            sink = send("GET", SINKS + "/" + id, "");
        }
        return CanonicalJson.text(sink);
    }

    private static String sink(String name, String target) {
        return "{\"name\": \"%s\", \"environment\": \"production\", %s}".formatted(name, target);
    }

    private static boolean announced(Value sink, long last) {
        return member(sink, "lines") instanceof Value.ListValue list
                && !list.items().isEmpty()
                && text(list.items().get(0), "position").endsWith(":" + last);
    }

    private Value send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length == 0 ? Value.NULL : Json.read(answer.body(), JsonLimits.TRUSTED);
    }

    private static long revision(Value answer) {
        return member(answer, "revision") instanceof Value.NumberValue number ? (long) number.value() : 0;
    }

    private static String text(Value value, String name) {
        return member(value, name) instanceof Value.TextValue text ? text.value() : "";
    }

    private static Value member(Value value, String name) {
        return value instanceof Value.StructureValue structure
                ? structure.members().getOrDefault(name, Value.NULL)
                : Value.NULL;
    }
}
