package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.sync.ReceivedSnapshot;
import dev.belay.json.sync.SnapshotFormat;
import dev.belay.server.access.KeyKind;
import dev.belay.server.testing.FeatureServer;
import dev.belay.testkit.FlagDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final SyncServer server = SyncServer.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String key = server.key(KeyKind.SERVER);

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void leadsToTheNewestStateByItsHash() throws Exception {
        server.put(10, "a");
        server.archive("a");
        server.put(10, "b");
        HttpResponse<byte[]> redirect = get("/sdk/v1/snapshot");
        String location = redirect.headers().firstValue("location").orElseThrow();
        HttpResponse<byte[]> answer = get(location);
        ReceivedSnapshot snapshot = SnapshotFormat.read(answer.body());

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(location).isEqualTo("/sdk/v1/snapshots/" + hash(answer.body()));
        assertThat(snapshot.flagSet()).isEqualTo("shop/production");
        assertThat(snapshot.state().position()).isEqualTo(server.head().position());
        assertThat(snapshot.state().checksum()).isEqualTo(server.head().checksum());
        assertThat(snapshot.state().tombstones()).hasSize(1);
    }

    @Test
    void leadsToAPositionBeforeTheNewest() throws Exception {
        Position first = server.put(10, "a");
        server.put(10, "b");
        String location = get("/sdk/v1/snapshot?at=" + first)
                .headers()
                .firstValue("location")
                .orElseThrow();
        ReceivedSnapshot snapshot = SnapshotFormat.read(get(location).body());

        assertThat(snapshot.state().position()).isEqualTo(first);
        assertThat(snapshot.state().live()).hasSize(1);
        assertThat(get("/sdk/v1/snapshot?at=" + first).headers().firstValue("location"))
                .contains(location);
        assertThat(get("/sdk/v1/snapshot?at=" + server.head().position())
                        .headers()
                        .firstValue("location"))
                .contains(location());
    }

    /** Others are given for the newest 1,000 revisions. */
    @Test
    void comesWithItsMembersHoweverLongAgoThatWas() throws Exception {
        MemberSet members = FlagDocuments.members(IntStream.range(0, 5_000).mapToObj(each -> "c-" + each));
        Position then = server.putMembers("customers", members);
        server.putMembers("customers", FlagDocuments.members(Stream.of("somebody-else")));
        for (int each = 0; each <= 1_000; each++) {
            server.put(10 + each % 2, "a");
        }
        String chunk = members.hashes().getFirst();

        assertThat(get("/sdk/v1/chunks/" + chunk).statusCode()).isEqualTo(404);
        assertThat(get("/sdk/v1/snapshot?at=" + then).statusCode()).isEqualTo(302);
        assertThat(hash(get("/sdk/v1/chunks/" + chunk).body())).isEqualTo(chunk);
        assertThat(getWith(server.made(FeatureServer.OTHERS, KeyKind.SERVER).secret(), "/sdk/v1/chunks/" + chunk))
                .isEqualTo(404);
    }

    @Test
    void refusesPositionsThatThereAreNot() throws Exception {
        Position first = server.put(10, "a");
        HttpResponse<byte[]> ahead = get("/sdk/v1/snapshot?at=" + first.next());
        HttpResponse<byte[]> elsewhere = get("/sdk/v1/snapshot?at=elsewhere:" + 0);
        HttpResponse<byte[]> malformed = get("/sdk/v1/snapshot?at=yesterday");

        assertThat(ahead.statusCode()).isEqualTo(404);
        assertThat(text(ahead)).contains("revision-unknown");
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(text(elsewhere)).contains("another line of history");
        assertThat(malformed.statusCode()).isEqualTo(400);
    }

    @Test
    void keepsABoundedNumberOfOlderOnes() throws Exception {
        for (int each = 0; each < 70; each++) {
            server.put(10 + each, "a");
        }
        String epoch = server.head().position().epoch();
        String first = get("/sdk/v1/snapshot?at=" + epoch + ":1")
                .headers()
                .firstValue("location")
                .orElseThrow();
        for (int each = 2; each < 70; each++) {
            get("/sdk/v1/snapshot?at=" + epoch + ":" + each);
        }

        assertThat(get(first).statusCode()).isEqualTo(404);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void staysTheSameForGood() throws Exception {
        server.put(10, "a");
        String location = location();
        server.put(10, "b");
        HttpResponse<byte[]> answer = get(location);
        String tag = answer.headers().firstValue("etag").orElseThrow();

        assertThat(tag).isEqualTo('"' + hash(answer.body()) + '"');
        assertThat(answer.headers().firstValue("cache-control")).hasValue("private, immutable, max-age=31536000");
        assertThat(get(location, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void comesCompressedToThoseWhoAskForThat() throws Exception {
        server.put(10_000, "a");
        String location = location();
        HttpResponse<byte[]> zipped = get(location, "Accept-Encoding", "br, gzip;q=0.8");

        assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(zipped.body().length).isLessThan(2_000);
        assertThat(unzip(zipped.body()))
                .isEqualTo(get(location, "Accept-Encoding", "gzip;q=0").body());
    }

    @Test
    void isNotFoundUnderAnotherHash() throws Exception {
        HttpResponse<byte[]> answer = get("/sdk/v1/snapshots/" + "0".repeat(64));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("urn:belay:problem:snapshot-not-found");
    }

    @Test
    void isForTheFlagSetOfTheKeyOnly() throws Exception {
        server.put(10, "a");
        String other = server.made(FeatureServer.OTHERS, KeyKind.SERVER).secret();

        assertThat(getWith(other, location())).isEqualTo(404);
    }

    @Test
    void refusesClientKeys() throws Exception {
        assertThat(getWith(server.key(KeyKind.CLIENT), "/sdk/v1/snapshot")).isEqualTo(403);
    }

    /** The status for the holder of another key. */
    private int getWith(String another, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.at(path))
                .header("Authorization", "Bearer " + another)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String location() throws IOException, InterruptedException {
        return get("/sdk/v1/snapshot").headers().firstValue("location").orElseThrow();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path)).header("Authorization", "Bearer " + key);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] unzip(byte[] zipped) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return plain.readAllBytes();
        }
    }

    private static String hash(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
