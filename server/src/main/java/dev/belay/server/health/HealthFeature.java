package dev.belay.server.health;

import dev.belay.core.Value;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Call;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Answers whether the server lives, whether it is ready, and with its metrics. None of them takes a credential, and
 * none says more than that: no keys, no flags, no attributes.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class HealthFeature implements Feature {
    private static final String PROMETHEUS = "text/plain; version=0.0.4";

    private final Supplier<Readiness> readiness;
    private final PrometheusMeterRegistry metrics;
    private final Executor workers;

    /**
     * Says whether the server is ready, and publishes a registry.
     *
     * @param readiness asked each time, on an event loop, from memory
     * @param workers where the metrics are gathered, which takes too long for an event loop
     */
    public HealthFeature(Supplier<Readiness> readiness, PrometheusMeterRegistry metrics, Executor workers) {
        this.readiness = readiness;
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
        Readiness now = readiness.get();
        boolean ready = now.failing().isEmpty();
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("status", Value.of(ready ? "ready" : "not ready"));
        list(members, "failing", now.failing());
        list(members, "warnings", now.warnings());
        return Answer.json(ready ? 200 : 503, Value.of(members));
    }

    private static void list(Map<String, Value> members, String name, List<Readiness.Finding> findings) {
        if (!findings.isEmpty()) {
            members.put(
                    name,
                    Value.of(findings.stream()
                            .map(each ->
                                    Value.of(Map.of("part", Value.of(each.part()), "detail", Value.of(each.detail()))))
                            .toList()));
        }
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
