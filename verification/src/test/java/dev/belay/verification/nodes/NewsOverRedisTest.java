package dev.belay.verification.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.benchmarks.load.NotificationFilter;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.process.BelayProcess;
import dev.belay.testkit.process.ChildProcess;
import dev.belay.testkit.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.core.ExecutableProvider;

/** Two nodes in processes of their own, whose database loses every notification. */
class NewsOverRedisTest {

    private static final String FLAGS = "/api/v1/projects/default/environments/production/flags/";
    private static final String PASSWORD = "hush-and-hush";

    /** No more than the guide says. */
    private static final String RIGHTS =
            "resetkeys resetchannels &{belay}* -@all +publish +subscribe +ping +hello +client";

    private static final int WRITES = 7;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void nodesHearOfChangesThroughRedisAndGoOnWithoutIt() throws Exception {
        String direct = Postgres.url(Postgres.newSchema());
        int port = Ports.free();
        try (NotificationFilter filter = NotificationFilter.before(direct);
                ChildProcess redis = redis(port);
                BelayProcess one = node(filter.url(direct), port);
                BelayProcess other = node(filter.url(direct), port)) {
            filter.lose();
            var _ = write(one, "PUT", "a", """
                {"key": "a", "type": "boolean", "enabled": true, "variants": [{"name": "on", "value": true}]}\
                """);

            long[] told = nanosUntilTheOtherKnows(one, other);
            redis.kill();
            long[] looked = nanosUntilTheOtherKnows(one, other);

            assertThat(median(looked))
                    .as("nanoseconds until a node looks, and until it is told: %d", lowerQuartile(told))
                    .isGreaterThan(4 * lowerQuartile(told));
            assertThat(String.join("\n", one.process().lines())).doesNotContain(PASSWORD);
        }
    }

    private ChildProcess redis(int port) throws IOException {
        String program = ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
        List<String> command = new ArrayList<>(
                List.of(program, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(List.of("--user", "belay", "on", ">" + PASSWORD));
        command.addAll(List.of(RIGHTS.split(" ", -1)));
        ChildProcess redis = ChildProcess.start("redis", command, Map.of());
        assertThat(Ports.awaitListener(port))
                .as(String.join("\n", redis.lines()))
                .isTrue();
        return redis;
    }

    private static BelayProcess node(String store, int redis) throws IOException, InterruptedException {
        return BelayProcess.serve(
                Path.of("").toAbsolutePath().resolveSibling("belay"),
                Map.of("BELAY_NEWS_PASSWORD", PASSWORD),
                List.of("--store", store, "--news", "redis://belay@127.0.0.1:" + redis));
    }

    private long[] nanosUntilTheOtherKnows(BelayProcess one, BelayProcess other)
            throws IOException, InterruptedException {
        long[] nanos = new long[WRITES];
        for (int each = 0; each < WRITES; each++) {
            Position written = write(one, "POST", "a" + (each % 2 == 0 ? "/disable" : "/enable"), "{}");
            long start = System.nanoTime();
            while (position(send(other, "GET", "", "")).revision() < written.revision()) {
                Thread.onSpinWait();
            }
            nanos[each] = System.nanoTime() - start;
        }
        return nanos;
    }

    private Position write(BelayProcess node, String method, String path, String body)
            throws IOException, InterruptedException {
        return position(send(node, method, path, body));
    }

    private Value send(BelayProcess node, String method, String path, String body)
            throws IOException, InterruptedException {
        URI address =
                node.address().resolve(path.isEmpty() ? FLAGS.substring(0, FLAGS.indexOf("/flags/")) : FLAGS + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("authorization", "Bearer " + BelayProcess.ADMIN_TOKEN)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isLessThan(300);
        return Json.read(answer.body(), JsonLimits.TRUSTED);
    }

    private static Position position(Value answer) {
        Value position = ((Value.StructureValue) answer).members().get("position");
        return Position.parse(((Value.TextValue) position).value());
    }

    /** A busy machine holds up some; but without news all but the first take as long as from look to look. */
    private static long lowerQuartile(long[] nanos) {
        return quantile(nanos, WRITES / 4);
    }

    private static long median(long[] nanos) {
        return quantile(nanos, WRITES / 2);
    }

    private static long quantile(long[] nanos, int smaller) {
        return LongStream.of(nanos).sorted().skip(smaller).findFirst().orElseThrow();
    }
}
