package dev.belay.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.process.BelayProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two nodes in processes of their own; the one that delivers is killed while it does. */
class TakeoverTest {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.verification");
    private static final Map<String, String> SECRETS = Map.of("BELAY_SECRETS_KEY", "0123456789abcdef".repeat(4));
    private static final int BEFORE = 100;
    private static final int ALL = 150;

    /** The lease stands still for ten seconds until another node takes it; the rest is for a slow machine. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final String store = Postgres.url(Postgres.newSchema());

    @Test
    void nothingIsLostOrOutOfOrderWhenTheNodeThatDeliversIsKilled() throws Exception {
        try (WebhookBroker receiver = WebhookBroker.start();
                BelayProcess delivering = node()) {
            String sink = api(delivering).makeSink(receiver.target());
            long first = api(delivering).createFlag("a");
            Awaited.until(() -> receiver.received().size() == 1);
            try (BelayProcess other = node()) {
                var _ = api(other).write("a", 0, BEFORE);
                delivering.process().kill();
                int delivered = receiver.received().size();
                long killed = System.nanoTime();
                long last = api(other).write("a", BEFORE, ALL);
                Awaited.until(() -> receiver.received().size() > delivered);
                Duration away = Duration.ofNanos(System.nanoTime() - killed);
                api(other).awaitAnnounced(sink, last);

                Findings findings = Findings.of("webhook", first, last, receiver.received());
                LOGGER.log(System.Logger.Level.INFO, "Taken over after " + away + ": " + findings);
                assertThat(findings.isClean()).as(findings.toString()).isTrue();
                assertThat(findings.expected()).isEqualTo(1 + ALL);
                assertThat(findings.repeats()).isLessThanOrEqualTo(20);
                assertThat(away).isLessThan(BOUND);
            }
        }
    }

    private BelayProcess node() throws Exception {
        Path launcher = Path.of("").toAbsolutePath().resolveSibling("belay");
        return BelayProcess.serve(launcher, SECRETS, List.of("--store", store));
    }

    private static SinkApi api(BelayProcess node) {
        return new SinkApi(node.address(), BelayProcess.ADMIN_TOKEN);
    }
}
