package dev.belay.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.events.ChangeEvent;
import dev.belay.events.FlagSetEvent;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.verification.server.RunningServer;
import dev.belay.verification.tls.AbsentServers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form, on the real brokers; {@code ./belay verify sinks} is the long one. */
class SinkCampaignTest {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.verification");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "redis", "nats", "kafka"})
    void everyChangeArrivesInOrderThoughTheBrokerIsKilled(String word) throws Exception {
        Optional<Broker> started = Brokers.all().get(word).start();
        if (started.isEmpty()) {
            AbsentServers.allow(word);
            return;
        }
        try (Broker broker = started.get();
                RunningServer server = RunningServer.start(folder, 0)) {
            Findings findings =
                    new SinkCampaign(new SinkApi(server.address(), RunningServer.TOKEN), _ -> {}).run(broker, 200);

            LOGGER.log(System.Logger.Level.INFO, Findings.table(List.of(findings)));
            assertThat(findings.isClean()).as(findings.toString()).isTrue();
            assertThat(findings.expected()).isEqualTo(180 + SelectedWrites.MANY);
        }
    }

    @Test
    void whatIsLostOrOutOfOrderIsNoticed() {
        assertThat(found(1, 2, 3, 4, 5)).isEqualTo(new Findings("x", 5, 5, 0, 0, 0, 0));
        assertThat(found(1, 2, 4, 5).lost()).isEqualTo(1);
        assertThat(found(1, 2, 4, 3, 5).disorder()).isEqualTo(1);
        assertThat(found(1, 2, 3, 2, 3, 4, 5)).isEqualTo(new Findings("x", 5, 7, 0, 0, 2, 0));
        assertThat(found(1, 2, 3, 4, 5, 6)).isEqualTo(new Findings("x", 5, 6, 0, 0, 0, 1));
        assertThat(found(1, 2, 3).isClean()).isFalse();
        assertThat(found(1, 2, 3, 4, 5, 6).isClean()).isFalse();
    }

    private static Findings found(long... revisions) {
        return Findings.of(
                "x",
                1,
                5,
                LongStream.of(revisions).mapToObj(SinkCampaignTest::event).toList());
    }

    private static FlagSetEvent event(long revision) {
        return new ChangeEvent(
                "default/production",
                new Position("epoch", revision),
                Optional.empty(),
                1,
                1,
                Subject.flag("flag"),
                revision,
                ChangeEvent.State.ENABLED,
                Instant.EPOCH,
                "flag.enabled",
                new Actor("token", "t", "t"),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }
}
