package dev.belay.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.Permission;
import dev.belay.control.Precondition;
import dev.belay.control.Principal;
import dev.belay.control.RetentionPolicies;
import dev.belay.control.Scope;
import dev.belay.control.WriteRequest;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.archive.Archive;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.ArchivedLedgerStore;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.archive.RetentionPolicy;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.Operations;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.FlagDocuments;
import dev.belay.testkit.ManualClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hundred entries a day, for forty days. */
class RetentionSweepTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "test");
    private static final LedgerId OTHERS = LedgerId.flagSet("shop", "production");
    private static final Authorship AUTHOR = Authorship.of(new Actor("token", "t-1", "ada"));
    private static final Principal ADMINISTRATOR =
            new Principal("token", "t-1", "ada", Set.of(Permission.ADMINISTER), Scope.EVERYWHERE);
    private static final int DAYS = 40;
    private static final int A_DAY = 100;

    @TempDir
    Path folder;

    private final ManualClock clock = ManualClock.standing();
    private final LedgerStore store = InMemoryLedgerStore.open(clock, new Epochs());
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RetentionPolicies policies = new RetentionPolicies(store, clock);
    private Hold hold = Hold.NONE;

    @BeforeEach
    void writeHistory() {
        store.commit(Proposal.of(_ ->
                List.of(Draft.creating(LedgerId.catalogue("shop")), Draft.creating(FLAGS), Draft.creating(OTHERS))));
        for (int day = 0; day < DAYS; day++) {
            for (int each = 0; each < A_DAY; each++) {
                put(FLAGS);
                put(OTHERS);
            }
            clock.advance(Duration.ofDays(1));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void archivesWhatAPolicyDoesNotKeepAndTellsOfIt(Dialect dialect) throws IOException {
        RetentionRuns runs = new RetentionRuns(Operations.empty(dialect, folder));
        set(FLAGS, RetentionPolicy.EVERYTHING.withDays(20));

        sweep(runs);
        clock.advance(Duration.ofHours(1));
        sweep(runs);

        assertThat(store.oldest(FLAGS)).isEqualTo(21 * A_DAY);
        assertThat(store.oldest(OTHERS)).isZero();
        List<Archive> archives = archives().of(FLAGS);
        assertThat(archives).hasSize(1);
        archives.get(0).verify();
        assertThat(new ArchivedLedgerStore(store, archives()).oldest(FLAGS)).isZero();
        assertThat(metrics.scrape()).contains("belay_retention_archived_total{flag_set=\"shop/test\"} 2100.0");
        assertThat(runs.find(FLAGS))
                .contains(new RetentionRun(FLAGS, clock.instant(), 0, Optional.empty(), Optional.empty()));
        assertThat(runs.find(OTHERS)).isEmpty();
    }

    @Test
    void keepsWhateverIsMoreOfDaysAndEntries() {
        set(FLAGS, RetentionPolicy.of(RetentionPolicy.Purpose.TEST));
        set(OTHERS, RetentionPolicy.of(RetentionPolicy.Purpose.TEST).withDays(1));

        sweep();

        assertThat(store.oldest(FLAGS)).isEqualTo(11 * A_DAY);
        assertThat(store.oldest(OTHERS)).isEqualTo(DAYS * A_DAY - 1_000);
    }

    @Test
    void makesNoTinyArchives() throws IOException {
        set(FLAGS, RetentionPolicy.EVERYTHING.withDays(32));

        sweep();

        assertThat(store.oldest(FLAGS)).isZero();
        assertThat(archives().of(FLAGS)).isEmpty();
    }

    @Test
    void isForetold() {
        RetentionPolicy policy = RetentionPolicy.EVERYTHING.withDays(20);
        set(FLAGS, policy);

        RetentionDue due = due(policy);
        sweep();

        assertThat(due.now()).isEqualTo(21 * A_DAY);
        assertThat(store.oldest(FLAGS)).isEqualTo(due.now());
        assertThat(due(policy).plan().entries()).isZero();
        RetentionDue few = due(policy.withDays(15));
        assertThat(few.plan().entries()).isEqualTo(5 * A_DAY);
        assertThat(few.now()).isZero();
    }

    private RetentionDue due(RetentionPolicy policy) {
        return RetentionDue.of(new Retention(store, archives()), hold, FLAGS, policy, clock.instant());
    }

    @Test
    void waitsForWhoeverHasNotReadEntries() {
        RetentionRuns runs = runs();
        set(FLAGS, RetentionPolicy.EVERYTHING.withDays(10));
        hold = ledger -> Optional.of(new Hold.Held("the sink s-1", 26 * A_DAY));

        sweep(runs);

        assertThat(store.oldest(FLAGS)).isEqualTo(26 * A_DAY);
        assertThat(runs.find(FLAGS).flatMap(RetentionRun::waitsFor)).contains("the sink s-1");
    }

    @Test
    void waitsNoLongerThanAWeek() {
        RetentionRuns runs = runs();
        set(FLAGS, RetentionPolicy.EVERYTHING.withDays(10));
        hold = ledger -> Optional.of(new Hold.Held("the sink s-1", 0));

        sweep(runs);

        assertThat(store.oldest(FLAGS)).isEqualTo(24 * A_DAY);
        assertThat(runs.find(FLAGS).flatMap(RetentionRun::waitsFor)).contains("the sink s-1");
    }

    @Test
    void leavesTheOthersAloneWhenOneFails() throws IOException {
        RetentionRuns runs = runs();
        set(FLAGS, RetentionPolicy.EVERYTHING.withDays(10));
        set(OTHERS, RetentionPolicy.EVERYTHING.withDays(10));
        Files.createDirectories(archives().path());
        Path inTheWay = Files.createFile(archives().path().resolve("shop.production"));

        sweep(runs);

        assertThat(store.oldest(OTHERS)).isZero();
        assertThat(runs.find(OTHERS).flatMap(RetentionRun::error)).isPresent();
        assertThat(metrics.scrape()).contains("belay_retention_failures_total{flag_set=\"shop/production\"} 1.0");
        assertThat(store.oldest(FLAGS)).isEqualTo(30 * A_DAY);

        Files.delete(inTheWay);
        sweep(runs);

        assertThat(store.oldest(OTHERS)).isEqualTo(30 * A_DAY);
        assertThat(runs.find(OTHERS).flatMap(RetentionRun::error)).isEmpty();
    }

    @Test
    void goesOnWhereASweepWasInterrupted() {
        set(FLAGS, RetentionPolicy.EVERYTHING.withDays(10));

        Thread.currentThread().interrupt();
        sweep();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.oldest(FLAGS)).isZero();

        sweep();
        assertThat(store.oldest(FLAGS)).isEqualTo(30 * A_DAY);
    }

    private void put(LedgerId flagSet) {
        int revision = (int) store.head(flagSet).position().revision() + 1;
        store.commit(Proposal.of(_ -> List.of(Draft.of(
                flagSet,
                AUTHOR,
                "flag.put",
                List.of(DraftChange.put(Subject.flag("a"), FlagDocuments.split("a", revision)))))));
    }

    private void set(LedgerId flagSet, RetentionPolicy policy) {
        policies.set(WriteRequest.by(ADMINISTRATOR), flagSet, Precondition.NONE, policy);
    }

    private RetentionRuns runs() {
        return new RetentionRuns(OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE)));
    }

    private ArchiveFolder archives() {
        return new ArchiveFolder(folder.resolve("archive"));
    }

    private void sweep() {
        sweep(runs());
    }

    private void sweep(RetentionRuns runs) {
        new RetentionSweep(new RetentionSweep.Parts(
                        store, new Retention(store, archives()), policies, hold, runs, clock, metrics))
                .run();
    }
}
