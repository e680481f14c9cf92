package dev.belay.verification.sinks;

import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes changes to a server while a broker is killed and started again, waits until the sink has announced all, and
 * looks at what the broker has.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class SinkCampaign {

    private static final String PROJECT = "/api/v1/projects/default";
    private static final String FLAGS = PROJECT + "/environments/production/flags/";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final URI server;
    private final String token;
    private final Consumer<String> progress;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SinkCampaign(URI server, String token, Consumer<String> progress) {
        this.server = server;
        this.token = token;
        this.progress = progress;
    }

    /** Writes so many changes; the broker is away for the third quarter of them. */
    Findings run(Broker broker, int changes) throws Exception {
        String flag = "sink-" + Long.toHexString(System.nanoTime());
        long before = revision(put(flag));
        String sink = makeSink(broker);
        write(flag, 0, changes / 2);
        broker.kill();
        progress.accept(broker.name() + " is killed after " + changes / 2 + " changes");
        write(flag, changes / 2, changes * 3 / 4);
        broker.restart();
        progress.accept(broker.name() + " is there again after " + changes * 3 / 4);
        long last = write(flag, changes * 3 / 4, changes);
        awaitAnnounced(sink, last);
        Findings findings = Findings.of(broker.name(), before + 1, last, broker.received());
        send("DELETE", PROJECT + "/sinks/" + sink, "");
        return findings;
    }

    private String makeSink(Broker broker) throws IOException, InterruptedException {
        Value made = send(
                "POST",
                PROJECT + "/sinks",
                "{\"name\": \"campaign\", \"environment\": \"production\", %s}".formatted(broker.target()));
        return text(made, "id");
    }

    private Value put(String flag) throws IOException, InterruptedException {
        return send("PUT", FLAGS + flag, """
            {"key": "%s", "type": "boolean", "enabled": true, "offVariant": "off", "otherwise": {"variant": "on"},
             "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}]}\
            """.formatted(flag));
    }

    private long write(String flag, int from, int to) throws IOException, InterruptedException {
        long revision = 0;
        for (int change = from; change < to; change++) {
            revision = revision(send("POST", FLAGS + flag + (change % 2 == 0 ? "/disable" : "/enable"), "{}"));
        }
        return revision;
    }

    private void awaitAnnounced(String sink, long last) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Value state = send("GET", PROJECT + "/sinks/" + sink, "");
        while (!announced(state, last)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The sink has not announced revision " + last + ": " + state);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            state = send("GET", PROJECT + "/sinks/" + sink, "");
        }
    }

    private static boolean announced(Value sink, long last) {
        Value lines = member(sink, "lines");
        return lines instanceof Value.ListValue list
                && !list.items().isEmpty()
                && text(list.items().get(0), "position").endsWith(":" + last);
    }

    private Value send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
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
