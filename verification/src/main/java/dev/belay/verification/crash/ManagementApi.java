package dev.belay.verification.crash;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.Value.ListValue;
import dev.belay.core.Value.NumberValue;
import dev.belay.core.Value.StructureValue;
import dev.belay.core.Value.TextValue;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.ledger.LedgerId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The few requests of the management API that the campaign needs.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class ManagementApi {

    static final List<String> ENVIRONMENTS = List.of("development", "staging", "production");

    private static final String PROJECT = "default";
    private static final int PAGE = 500;

    private final URI server;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ManagementApi(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** The entry that creates a flag; empty if the flag was there in the same form. */
    Optional<Acknowledged> create(String environment, String flag) throws IOException, InterruptedException {
        return write(environment, request(environment, "/flags/" + flag).PUT(BodyPublishers.ofString(document(flag))));
    }

    /** The entry that switches a flag on or off; empty if it was so already. */
    Optional<Acknowledged> enable(String environment, String flag, boolean enable)
            throws IOException, InterruptedException {
        String command = enable ? "/enable" : "/disable";
        return write(
                environment,
                request(environment, "/flags/" + flag + command)
                        .POST(BodyPublishers.ofString("{\"reason\": \"to be killed\"}")));
    }

    /** Every entry of every environment. */
    Set<Acknowledged> history() throws IOException, InterruptedException {
        Set<Acknowledged> entries = new HashSet<>();
        for (String environment : ENVIRONMENTS) {
            long after = 0;
            List<Value> page = page(environment, after);
            while (!page.isEmpty()) {
                page.forEach(entry -> entries.add(acknowledged(environment, (StructureValue) entry)));
                after = revision((StructureValue) page.getLast());
                page = page(environment, after);
            }
        }
        return entries;
    }

    private static String document(String flag) {
        return """
                {"key": "%s", "type": "boolean", "enabled": true, "offVariant": "off", "otherwise": {"variant": "on"},
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}]}""".formatted(flag);
    }

    private List<Value> page(String environment, long after) throws IOException, InterruptedException {
        StructureValue answer = send(request(environment, "/history?after=" + after + "&limit=" + PAGE)
                .GET());
        return ((ListValue) member(answer, "entries")).items();
    }

    private Optional<Acknowledged> write(String environment, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        Value entry = send(request).members().get("entry");
        return entry == null ? Optional.empty() : Optional.of(acknowledged(environment, (StructureValue) entry));
    }

    private HttpRequest.Builder request(String environment, String path) {
        return HttpRequest.newBuilder(
                        server.resolve("/api/v1/projects/" + PROJECT + "/environments/" + environment + path))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json");
    }

    private StructureValue send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        StructureValue body = (StructureValue) Json.read(response.body(), JsonLimits.TRUSTED);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    response.request().uri() + " answered " + response.statusCode() + ": " + body);
        }
        return body;
    }

    private static Acknowledged acknowledged(String environment, StructureValue entry) {
        String epoch = ((TextValue) member(entry, "epoch")).value();
        return new Acknowledged(
                LedgerId.flagSet(PROJECT, environment),
                new Position(epoch, revision(entry)),
                ((TextValue) member(entry, "hash")).value());
    }

    private static long revision(StructureValue entry) {
        return (long) ((NumberValue) member(entry, "revision")).value();
    }

    private static Value member(StructureValue value, String name) {
        Value member = value.members().get(name);
        if (member == null) {
            throw new IllegalStateException("The answer has no " + name + ": " + value);
        }
        return member;
    }
}
