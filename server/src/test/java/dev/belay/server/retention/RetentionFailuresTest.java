package dev.belay.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.Permission;
import dev.belay.control.Precondition;
import dev.belay.control.Principal;
import dev.belay.control.RetentionPolicies;
import dev.belay.control.Scope;
import dev.belay.control.WriteRequest;
import dev.belay.ledger.Draft;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.archive.RetentionPolicy;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.RunningApplication;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators hear of history that cannot be archived, until it can be, or need not be. */
class RetentionFailuresTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("default", "production");
    private static final Principal ADMINISTRATOR =
            new Principal("token", "t-1", "ada", Set.of(Permission.ADMINISTER), Scope.EVERYWHERE);

    @TempDir
    Path folder;

    @Test
    void areWarningsOfAReadyServerAndAMetric() {
        try (RunningApplication server = RunningApplication.onSqlite(folder);
                OperationsDatabase operations = operations()) {
            // It would put its own result in the place of the one below.
            FirstLook.awaitEnd(server);
            server.put("retention", "{\"purpose\": \"test\"}");
            new RetentionRuns(operations).put(run(Instant.EPOCH, Optional.of("the disk is full")));

            Awaited.until(() -> server.get("/health/ready").raw().body().contains("default/production"));

            assertThat(server.get("/health/ready").status()).isEqualTo(200);
            assertThat(server.get("/health/ready").raw().body())
                    .contains("1970-01-01T00:00:00", "'belay -p default -e production env retention'")
                    .doesNotContain("the disk is full");
            assertThat(server.get("retention").text("/lastRun/error")).isEqualTo("the disk is full");
            assertThat(server.get("/health/ready").text("/warnings/0/part")).isEqualTo("retention");
            assertThat(server.get("/metrics").raw().body()).contains("belay_retention_failing 1.0");
        }
    }

    @Test
    void endWithALookThatSucceedsAndWithThePolicy() {
        ManualClock clock = ManualClock.standing();
        try (LedgerStore store = InMemoryLedgerStore.open(clock, new Epochs());
                OperationsDatabase operations = operations()) {
            store.commit(
                    Proposal.of(_ -> List.of(Draft.creating(LedgerId.catalogue("default")), Draft.creating(FLAGS))));
            RetentionPolicies policies = new RetentionPolicies(store, clock);
            policies.set(WriteRequest.by(ADMINISTRATOR), FLAGS, Precondition.NONE, test());
            RetentionRuns runs = new RetentionRuns(operations);
            RetentionFailures failures = new RetentionFailures(runs, policies, store, clock, Runnable::run);

            runs.put(run(clock.instant(), Optional.of("the disk is full")));
            assertThat(read(failures)).singleElement().asString().contains("default/production");
            clock.advance(RetentionFailures.FRESH);
            runs.put(run(clock.instant(), Optional.empty()));
            assertThat(read(failures)).isEmpty();
            clock.advance(RetentionFailures.FRESH);
            runs.put(run(clock.instant(), Optional.of("the folder is gone")));
            assertThat(read(failures)).hasSize(1);
            clock.advance(Duration.ofHours(1));
            policies.set(WriteRequest.by(ADMINISTRATOR), FLAGS, Precondition.version(1), RetentionPolicy.EVERYTHING);
            assertThat(read(failures)).isEmpty();
        }
    }

    @Test
    void areAllCountedBehindThoseThatNobodyWantsAnyMore() {
        ManualClock clock = ManualClock.standing();
        try (LedgerStore store = InMemoryLedgerStore.open(clock, new Epochs());
                OperationsDatabase operations = operations()) {
            List<LedgerId> environments = environments("p");
            store.commit(Proposal.of(_ -> Stream.concat(Stream.of(LedgerId.catalogue("default")), environments.stream())
                    .map(Draft::creating)
                    .toList()));
            RetentionPolicies policies = new RetentionPolicies(store, clock);
            RetentionRuns runs = new RetentionRuns(operations);
            environments.forEach(each -> policies.set(WriteRequest.by(ADMINISTRATOR), each, Precondition.NONE, test()));
            Stream.concat(environments("a").stream(), environments.stream())
                    .forEach(each -> runs.put(new RetentionRun(
                            each, Instant.EPOCH, 0, Optional.empty(), Optional.of("the disk is full"))));
            RetentionFailures failures = new RetentionFailures(runs, policies, store, clock, Runnable::run);

            assertThat(read(failures)).hasSize(100).allMatch(each -> each.contains("default/p-"));
            assertThat(failures.count()).isEqualTo(101);
        }
    }

    private static List<LedgerId> environments(String prefix) {
        return IntStream.rangeClosed(1, 101)
                .mapToObj(each -> LedgerId.flagSet("default", prefix + "-" + each))
                .toList();
    }

    /** The first answer has the table read, for the next. */
    private static List<String> read(RetentionFailures failures) {
        failures.sentences();
        return failures.sentences();
    }

    private static RetentionPolicy test() {
        return RetentionPolicy.of(RetentionPolicy.Purpose.TEST);
    }

    private OperationsDatabase operations() {
        return OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE));
    }

    private static RetentionRun run(Instant at, Optional<String> error) {
        return new RetentionRun(FLAGS, at, 0, Optional.empty(), error);
    }
}
