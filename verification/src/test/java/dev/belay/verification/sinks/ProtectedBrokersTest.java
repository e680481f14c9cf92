package dev.belay.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.verification.server.RunningServer;
import dev.belay.verification.tls.AbsentServers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real brokers that let in nobody but whoever knows a password. */
class ProtectedBrokersTest {

    // Redis knows this user even if nobody else, and gives it the password.
    private static final Login LOGIN = new Login("default", "hush-and-hush");
    private static final String WRONG = "not-the-password";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"redis", "nats", "kafka"})
    void areToldEverythingOnceTheSinkKnowsThePassword(String word) throws Exception {
        Optional<Broker> started = Brokers.demanding(LOGIN).get(word).start();
        if (started.isEmpty()) {
            AbsentServers.allow(word);
            return;
        }
        try (Broker broker = started.get();
                RunningServer server = RunningServer.start(folder, 0)) {
            SinkApi api = new SinkApi(server.address(), RunningServer.TOKEN);
            long before = api.createFlag("a");
            String sink = api.makeSink(broker.target().replace(LOGIN.password(), WRONG));
            long last = api.write("a", 0, 3);

            String failing = api.awaitState(sink, "failing");
            assertThat(broker.received()).isEmpty();

            api.replaceSink(sink, broker.target());
            api.awaitAnnounced(sink, last);

            String active = api.awaitState(sink, "active");
            Findings findings = Findings.of(word, before + 1, last, broker.received());
            assertThat(findings.isClean()).as(findings.toString()).isTrue();
            assertThat(findings.received()).isEqualTo(3);
            assertThat(failing + active).doesNotContain(LOGIN.password(), WRONG);
        }
    }
}
