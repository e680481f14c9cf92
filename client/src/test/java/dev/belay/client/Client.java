package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.source.Signal;
import dev.belay.core.Position;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A {@link Belay} under a test's eyes: its time is the test's, and everything that happens to it can be waited for. */
final class Client implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Signal signal = new Signal();
    final ManualTime time = new ManualTime(signal);
    final Belay belay;

    private Client(Settings settings, Source... sources) {
        belay = Belay.open(new Source.Parts(settings, time, () -> 0.5, signal), sources);
    }

    static Client of(ScriptedServer server) {
        return of(server.uri(), Settings.DEFAULT);
    }

    static Client of(URI server, Settings settings) {
        return new Client(settings, Source.server(server, ScriptedServer.KEY));
    }

    static Client of(Settings settings, Source... sources) {
        return new Client(settings, sources);
    }

    Client awaitReady() {
        assertThat(belay.awaitReady(PATIENCE)).isTrue();
        return this;
    }

    void await(String what, BooleanSupplier condition) {
        assertThat(signal.await(condition, PATIENCE))
                .as(what + "; " + belay.status())
                .isTrue();
    }

    void await(Status.State state) {
        await(state.name(), () -> belay.status().state() == state);
    }

    void await(Position position) {
        await(position.toString(), () -> belay.status().position().equals(java.util.Optional.of(position)));
    }

    boolean isActive(String flag) {
        return belay.toggle(flag).isActive();
    }

    @Override
    public void close() {
        belay.close();
    }
}
