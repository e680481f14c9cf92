package dev.belay.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testkit.process.BelayProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver of webhooks whose certificate comes from an authority of its own. */
class TrustedWebhookTest {

    @TempDir
    private Path folder;

    @Test
    void isToldEverythingBySuchServersAsTrustItsAuthority() throws Exception {
        OwnAuthority authority = OwnAuthority.in(Files.createDirectory(folder.resolve("authority")));
        try (WebhookBroker receiver = WebhookBroker.startWith(authority.server())) {
            String sink;
            long first;
            try (BelayProcess stranger = server(Map.of())) {
                SinkApi api = new SinkApi(stranger.address(), BelayProcess.ADMIN_TOKEN);
                sink = api.makeSink(receiver.target());
                first = api.createFlag("a");
                assertThat(api.awaitState(sink, "failing")).contains("the certificate does not hold");
            }
            assertThat(receiver.received()).isEmpty();

            try (BelayProcess trusting = server(Map.of("JAVA_TOOL_OPTIONS", authority.trusted()))) {
                SinkApi api = new SinkApi(trusting.address(), BelayProcess.ADMIN_TOKEN);
                long last = api.write("a", 0, 3);
                api.awaitAnnounced(sink, last);

                Findings findings = Findings.of("webhook", first, last, receiver.received());
                assertThat(findings).isEqualTo(new Findings("webhook", 4, 4, 0, 0, 0, 0));
            }
        }
    }

    private BelayProcess server(Map<String, String> environment) throws Exception {
        Path launcher = Path.of("").toAbsolutePath().resolveSibling("belay");
        return BelayProcess.start(launcher, folder.resolve("data"), environment);
    }
}
