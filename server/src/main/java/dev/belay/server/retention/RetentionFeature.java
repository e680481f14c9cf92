package dev.belay.server.retention;

import dev.belay.control.RetentionPolicies;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.schedule.Schedule;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Lets administrators say how much of its history an environment keeps, and moves the rest to archives. */
public final class RetentionFeature implements Feature {

    private final RetentionRoutes routes;
    private final RetentionFailures failures;

    /**
     * What it works with.
     *
     * @param access    finds environments
     * @param store     reads archives too
     * @param retention moves history to archives; empty where there are none
     * @param hold      who must not lose entries that they have not read
     * @param schedule  that has not started yet
     */
    public record Parts(
            FlagSetAccess access,
            LedgerStore store,
            Optional<Retention> retention,
            OperationsDatabase database,
            Hold hold,
            Schedule schedule,
            InstantSource clock,
            MeterRegistry metrics) {}

    /** Names the sweep to the schedule, if there are archives. */
    public RetentionFeature(Parts parts) {
        RetentionPolicies policies = new RetentionPolicies(parts.store(), parts.clock());
        RetentionRuns runs = new RetentionRuns(parts.database());
        parts.retention()
                .map(retention -> new RetentionSweep(new RetentionSweep.Parts(
                        parts.store(), retention, policies, parts.hold(), runs, parts.clock(), parts.metrics())))
                .ifPresent(sweep -> parts.schedule().every(RetentionSweep.PAUSE, RetentionSweep.NAME, sweep));
        failures = new RetentionFailures(
                runs, policies, parts.store(), parts.clock(), Executors.newVirtualThreadPerTaskExecutor());
        Gauge.builder("belay.retention.failing", failures, RetentionFailures::count)
                .description("Environments whose history could not be archived at the last run")
                .register(parts.metrics());
        RetentionStatus status = new RetentionStatus(
                parts.store(), parts.retention(), parts.hold(), runs, parts.schedule(), parts.clock());
        routes = new RetentionRoutes(parts.access(), policies, status, parts.schedule(), parts.clock());
    }

    /**
     * A sentence, which anybody may read, about each of the first hundred environments whose history could not be archived at
     * the last run; never blocks.
     */
    public List<String> failing() {
        return failures.sentences();
    }

    @Override
    public void addTo(Routes all) {
        routes.addTo(all);
    }
}
