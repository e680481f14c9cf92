package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.Access;
import dev.belay.server.access.Credential;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Call;
import dev.belay.server.http.EventLoopHandler;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Answers {@code POST /sdk/v1/telemetry}: notes who is there and what they have applied. */
final class TelemetryEndpoint implements EventLoopHandler {
    private final Access access;
    private final LedgerStore store;
    private final InstantSource clock;
    private final InstanceRegistry registry;
    private final Timer propagation;

    TelemetryEndpoint(SyncFeature.Parts parts, InstanceRegistry registry) {
        this.access = parts.access();
        this.store = parts.store();
        this.clock = parts.clock();
        this.registry = registry;
        this.propagation = Timer.builder("belay.propagation")
                .description("From the instant of an entry to the report of an instance that it is applied")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(parts.metrics());
    }

    @Override
    public void handle(Call call) {
        Credential.FlagSetKey key = access.key(call, StreamEndpoint.READERS);
        LedgerId flagSet = LedgerId.flagSet(key.project(), key.environment());
        call.body(JsonLimits.DEFAULT.bytes(), body -> {
            Instance instance = InstanceReport.read(Json.read(body, JsonLimits.DEFAULT), clock.instant());
            note(flagSet, instance);
            call.answer(Answer.empty(202));
        });
    }

    private void note(LedgerId flagSet, Instance instance) {
        Optional<Position> before = registry.report(flagSet, instance);
        LedgerState head = store.head(flagSet);
        boolean news = before.isPresent() && !before.equals(instance.applied());
        if (news && instance.applied().filter(head.position()::equals).isPresent()) {
            propagation.record(Duration.between(head.at(), instance.lastSeen()));
        }
    }
}
