package dev.belay.verification.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.process.BelayProcess;
import dev.belay.testkit.process.ChildProcess;
import dev.belay.testkit.process.Ports;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis server whose certificate comes from an authority of its own, as the store of ledgers and as a channel. */
class TrustedRedisTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String FAILED = "TLS with the Redis server ";

    @TempDir
    private Path folder;

    private final int plain = Ports.free();
    private final int secure = Ports.free();
    private final String named = "rediss://" + ServerCertificate.HOST + ":" + secure;
    private final String misnamed = "rediss://" + ServerCertificate.OTHER_NAME + ":" + secure;

    @Test
    void isUsedByWhoeverTrustsItsAuthorityAndCallsItByItsName() throws Exception {
        if (!RedisTls.isSpoken()) {
            AbsentServers.allow("redis");
            return;
        }
        OwnAuthority authority = OwnAuthority.in(Files.createDirectory(folder.resolve("authority")));
        try (ChildProcess _ = redis(authority.certificate())) {
            assertOnlyTheNameIsTaken(authority);
            assertStrangersAreNot();
            assertNodesHearNews(authority);
        }
    }

    private void assertOnlyTheNameIsTaken(OwnAuthority authority) throws IOException, InterruptedException {
        try (ChildProcess trusting =
                ChildProcess.startMain(TlsClient.class, List.of(named, misnamed), authority.trusted())) {
            said(trusting, TlsClient.LISTENS + named);
            said(trusting, TlsClient.OPENED + named);
            assertThat(said(trusting, TlsClient.REFUSED + misnamed)).contains(FAILED + misnamed, "127.0.0.1 found");
            assertThat(said(trusting, "store.listener-cut")).contains(FAILED + misnamed, "127.0.0.1 found");
            assertThat(trusting.lines()).doesNotContain(TlsClient.LISTENS + misnamed);
        }
    }

    private void assertStrangersAreNot() throws IOException, InterruptedException {
        try (ChildProcess stranger = ChildProcess.startMain(TlsClient.class, List.of(named), Map.of())) {
            assertThat(said(stranger, TlsClient.REFUSED + named)).contains(FAILED + named, "valid certification path");
            assertThat(said(stranger, "store.listener-cut")).contains(FAILED + named, "valid certification path");
            assertThat(stranger.lines()).doesNotContain(TlsClient.LISTENS + named);
        }
    }

    private void assertNodesHearNews(OwnAuthority authority) throws IOException, InterruptedException {
        try (BelayProcess _ = BelayProcess.serve(
                        Path.of("").toAbsolutePath().resolveSibling("belay"),
                        authority.trusted(),
                        List.of("--store", Postgres.url(Postgres.newSchema()), "--news", named));
                RedisClient client = RedisClient.create("redis://127.0.0.1:" + plain);
                StatefulRedisConnection<String, String> redis = client.connect()) {
            Awaited.until(() -> redis.sync().pubsubChannels().contains("{belay}:news"));
        }
    }

    private ChildProcess redis(ServerCertificate certificate) throws IOException {
        List<String> command = RedisTls.command(folder, plain);
        command.addAll(RedisTls.options(certificate, secure));
        ChildProcess redis = ChildProcess.start("redis", command, Map.of());
        assertThat(Ports.awaitListener(secure))
                .as(String.join("\n", redis.lines()))
                .isTrue();
        return redis;
    }

    private static String said(ChildProcess process, String words) throws InterruptedException {
        return process.await(line -> line.contains(words), PATIENCE);
    }
}
