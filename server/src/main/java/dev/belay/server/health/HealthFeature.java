package dev.belay.server.health;

import dev.belay.core.Value;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreHealth;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Call;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Answers whether the server lives, whether it is ready, and with its metrics. None of them takes a credential, and
 * none says more than that: no keys, no flags, no attributes.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class HealthFeature implements Feature {
    private static final String PROMETHEUS = "text/plain; version=0.0.4";

    private final LedgerStore store;
    private final PrometheusMeterRegistry metrics;
    private final Executor workers;

    /**
     * Reports on a store and publishes a registry.
     *
     * @param workers where the metrics are gathered, which takes too long for an event loop
     */
    public HealthFeature(LedgerStore store, PrometheusMeterRegistry metrics, Executor workers) {
        this.store = store;
        this.metrics = metrics;
        this.workers = workers;
    }

    @Override
    public void addTo(Routes routes) {
        routes.eventLoop(HttpMethod.GET, "/health/live", call -> call.answer(Answer.json(status("live"))))
                .eventLoop(HttpMethod.GET, "/health/ready", call -> call.answer(ready()))
                .eventLoop(HttpMethod.GET, "/metrics", this::scrape);
    }

    private Answer ready() {
        StoreHealth health = store.health();
        if (health.healthy()) {
            return Answer.json(status("ready"));
        }
        Value failing = Value.of(Map.of("part", Value.of("ledger"), "detail", Value.of(health.sentence())));
        return Answer.json(
                503, Value.of(Map.of("status", Value.of("not ready"), "failing", Value.of(List.of(failing)))));
    }

    private void scrape(Call call) {
        workers.execute(() -> {
            try {
                call.answer(Answer.text(200, PROMETHEUS, metrics.scrape()));
            } catch (RuntimeException failure) {
                call.refuse(failure);
            }
        });
    }

    private static Value status(String word) {
        return Value.of(Map.of("status", Value.of(word)));
    }
}
