package dev.belay.client.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.client.http.Endpoint;
import dev.belay.client.http.Watchdog;
import dev.belay.client.source.SystemTime;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.flag.SegmentFormat;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.state.Document;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChunksTest {

    private final MemberSet members = MemberEdit.apply(
            MemberSet.EMPTY,
            IntStream.range(0, 12_000).mapToObj(each -> "user-" + each).toList(),
            List.of());
    private final Document segment = Document.of(SegmentFormat.write(
            new Segment("customers", Optional.empty(), Set.of(), Set.of(), "targetingKey").withMembers(members)));
    private final Map<String, MemberChunk> served = new ConcurrentHashMap<>(
            members.chunks().stream().collect(Collectors.toMap(MemberChunk::hash, Function.identity())));
    private final SystemTime time = new SystemTime();
    private HttpServer server;
    private Endpoint endpoint;
    private Chunks chunks;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sdk/v1/chunks/", this::serve);
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        endpoint = Endpoint.of(base, "secret", Duration.ofSeconds(5));
        chunks = new Chunks(endpoint, new Watchdog(time, Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        endpoint.close();
        server.stop(0);
        time.close();
    }

    @Test
    void areKeptAfterAFailureUntilTheyAreNeededNoMore() throws Exception {
        MemberChunk last = members.chunks().get(members.chunks().size() - 1);
        served.remove(last.hash());
        while (chunks.kept() < members.chunks().size() - 1) {
            assertThatExceptionOfType(MissingMembersException.class).isThrownBy(() -> chunks.complete(segment));
        }

        chunks.forgetFailure();
        assertThat(chunks.kept()).isZero();

        served.put(last.hash(), last);
        assertThat(chunks.complete(segment).members()).contains(members);
        assertThat(chunks.kept()).isZero();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        MemberChunk chunk = served.get(path.substring(path.lastIndexOf('/') + 1));
        byte[] body = chunk == null ? new byte[0] : ChunkFormat.write(chunk).bytes();
        exchange.sendResponseHeaders(chunk == null ? 503 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
