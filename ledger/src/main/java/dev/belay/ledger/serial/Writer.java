package dev.belay.ledger.serial;

import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one thread that appends: takes all proposals that wait, decides them as one round, writes the round, then
 * publishes and announces it, and only then answers. When others append to the same storage, it takes turns with them
 * and follows what they append.
 *
 * <p><b>Thread-safety:</b> {@link #run} is called once, by the writer's thread; everything else here belongs to it.
 */
final class Writer implements Runnable {

    /** When proposers are told that writing has failed, although the storage is still being read again. */
    private static final Executor SOON = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    private static final System.Logger LOGGER = System.getLogger("dev.belay.ledger");
    private static final Duration UNTIL_WORK_COMES = Duration.ofDays(1);
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(1);

    private final Journal journal;
    private final Optional<Sharing> sharing;
    private final NewsChannel channel;
    private final Admission admission;
    private final Upkeep upkeep;
    private final Reads reads;
    private final Listeners listeners;
    private final Health health;
    private final InstantSource clock;
    private final Supplier<String> epochs;
    private final SerialSettings settings;
    private final Tips tips;
    private final CatchUp catchUp;
    private final Recovery recovery;

    Writer(SerialLedgerStore.Parts parts, Tips tips) {
        this.journal = parts.journal();
        this.sharing = journal.sharing();
        this.channel = parts.channel();
        this.admission = parts.admission();
        this.upkeep = parts.upkeep();
        this.reads = parts.reads();
        this.listeners = parts.listeners();
        this.health = parts.health();
        this.clock = parts.clock();
        this.epochs = parts.epochs();
        this.settings = parts.settings();
        this.tips = tips;
        this.catchUp = new CatchUp(journal, reads, listeners, tips);
        this.recovery = new Recovery(parts, catchUp);
    }

    @Override
    public void run() {
        try {
            sharing.ifPresent(this::join);
            while (!admission.isFinished()) {
                serve(admission.take(settings.batch(), idle()));
                upkeep.next().ifPresent(this::take);
            }
        } catch (RuntimeException | Error unexpected) {
            LOGGER.log(System.Logger.Level.ERROR, "ledger.writer-died", unexpected);
            health.unavailable("The writer has ended on " + unexpected + "; restart the store.");
        } finally {
            refuseTheRest();
            upkeep.close();
        }
    }

    private void join(Sharing others) {
        others.watch(admission::nudge);
        channel.listen(admission::nudge);
        if (others.restored()) {
            recovery.attempt();
        }
    }

    private Duration idle() {
        if (!upkeep.isEmpty()) {
            return Duration.ZERO;
        }
        return health.isUnavailable() || sharing.isPresent() ? UNTIL_NEXT_LOOK : UNTIL_WORK_COMES;
    }

    private void serve(List<Pending> taken) {
        if (health.isUnavailable()) {
            recovery.attempt();
        } else if (taken.isEmpty()) {
            follow();
        }
        StoreHealth now = health.current();
        if (!now.healthy()) {
            taken.forEach(pending -> pending.fail(refusal(now)));
        } else if (!taken.isEmpty()) {
            append(taken);
        }
    }

    private static RuntimeException refusal(StoreHealth health) {
        return health instanceof StoreHealth.Broken broken
                ? new LedgerBrokenException(broken)
                : StoreUnavailableException.notMade("The change was not made. " + health.sentence());
    }

    /** A step that fails leaves things as they were, so that the failure is only for whoever waits. */
    private void take(Upkeep.Step<?> step) {
        StoreHealth now = health.current();
        if (!now.healthy()) {
            step.fail(new StoreUnavailableException("The work was not done. " + now.sentence()));
            return;
        }
        try {
            Sharing.Turn turn = takeTurn();
            try {
                step.run();
            } finally {
                turn.close();
            }
        } catch (OutrunException outrun) {
            step.fail(outrun);
        } catch (RuntimeException | Error failure) {
            step.fail(new StoreUnavailableException(
                    "The work was not done, because the storage failed: " + failure.getMessage(), failure));
            readAgain(failure);
        }
    }

    /** A turn in which everything is known that others have appended. */
    private Sharing.Turn takeTurn() {
        if (sharing.isEmpty()) {
            return Sharing.Turn.OPEN;
        }
        return health.ask(() -> takeTurn(sharing.get()));
    }

    private Sharing.Turn takeTurn(Sharing others) {
        Sharing.Turn turn = others.takeTurn();
        try {
            hear(others);
            return turn;
        } catch (RuntimeException | Error failure) {
            turn.close();
            throw failure;
        }
    }

    /** While nothing waits to be written, so that others' entries are seen here. What was found broken stays as it is. */
    private void follow() {
        if (sharing.isPresent() && health.current().healthy()) {
            try {
                look(sharing.get());
            } catch (RuntimeException | Error failure) {
                readAgain(failure);
            }
        }
    }

    private void readAgain(Throwable failure) {
        recovery.failed(failure);
        if (health.isUnavailable()) {
            recovery.attempt();
        }
    }

    private void look(Sharing others) {
        health.ask(() -> {
            hear(others);
            return others;
        });
    }

    /** Follows only a storage that has everything; whoever cannot follow has to recover. */
    private void hear(Sharing others) {
        Optional<Map<LedgerId, Standing>> news = others.news();
        if (others.restored()) {
            throw new StoreUnavailableException(
                    "The storage was restored from a backup or has failed over, so its ledgers" + " begin new epochs");
        }
        news.ifPresent(catchUp::to);
    }

    /** Decides again whenever others were faster, as long as its proposers have patience. */
    private void append(List<Pending> waiting) {
        List<Pending> taken = waiting.stream().filter(Pending::take).toList();
        long start = System.nanoTime();
        boolean done = false;
        while (!done) {
            try {
                appendInTurn(taken);
                done = true;
            } catch (OutrunException outrun) {
                if (System.nanoTime() - start > settings.patience().toNanos()) {
                    refuseOutrun(taken, outrun);
                    done = true;
                }
            }
        }
    }

    private void refuseOutrun(List<Pending> taken, OutrunException outrun) {
        StoreUnavailableException refusal = StoreUnavailableException.notMade(
                "The change was not made, because others have been appending for "
                        + settings.patience().toMillis() + " ms; try again later",
                outrun);
        taken.forEach(pending -> pending.fail(refusal));
    }

    private void appendInTurn(List<Pending> taken) {
        Round round = new Round(tips, reads, clock, epochs, settings.idempotencyLifetime());
        boolean writing = false;
        try {
            Sharing.Turn turn = takeTurn();
            try {
                taken.forEach(round::decide);
                if (!health.current().healthy()) {
                    // A decision has come upon a break.
                    taken.forEach(pending -> pending.fail(refusal(health.current())));
                    return;
                }
                writing = true;
                write(round.batch());
            } finally {
                turn.close();
            }
        } catch (OutrunException outrun) {
            throw outrun;
        } catch (RuntimeException | Error failure) {
            giveUp(taken, failure, writing);
            return;
        }
        List<Verdict> verdicts = round.confirm();
        verdicts.forEach(this::publish);
        verdicts.forEach(this::answer);
    }

    private void write(Batch batch) {
        if (!batch.isEmpty()) {
            health.ask(() -> {
                journal.write(batch);
                return batch;
            });
            channel.tell();
        }
    }

    private void publish(Verdict verdict) {
        if (verdict instanceof Verdict.Accepted accepted && accepted.changesSomething()) {
            for (Committed committed : accepted.commit().committed()) {
                reads.publish(committed);
            }
        }
    }

    private void answer(Verdict verdict) {
        if (verdict instanceof Verdict.Accepted accepted) {
            if (accepted.changesSomething()) {
                listeners.tell(accepted.commit());
            }
            accepted.pending().succeed(accepted.commit());
        } else if (verdict instanceof Verdict.Refused refused) {
            refused.pending().fail(refused.refusal());
        }
    }

    private void giveUp(List<Pending> taken, Throwable failure, boolean writing) {
        recovery.failed(failure);
        Runnable tell =
                () -> taken.forEach(pending -> pending.fail(writing ? unknownOutcome(failure) : notMade(failure)));
        if (health.isUnavailable()) {
            // First, so that whoever is told to read the newest state finds it; but nobody waits long for one that
            // hangs.
            SOON.execute(tell);
            recovery.attempt();
        }
        tell.run();
    }

    private RuntimeException notMade(Throwable failure) {
        StoreHealth now = health.current();
        return now.healthy()
                ? StoreUnavailableException.notMade(
                        "The change was not made, because the storage failed for a moment; try again: "
                                + failure.getMessage(),
                        failure)
                : refusal(now);
    }

    private static StoreUnavailableException unknownOutcome(Throwable failure) {
        return new StoreUnavailableException(
                "Writing failed, so read the newest state to see whether the change was made, and try again: "
                        + failure.getMessage(),
                failure);
    }

    /** There is a rest only if this class is wrong; nobody shall wait forever even then. */
    private void refuseTheRest() {
        admission.close();
        while (!admission.isFinished()) {
            for (Pending pending : admission.take(settings.batch(), Duration.ZERO)) {
                pending.fail(StoreUnavailableException.notMade("The change was not made; restart the store"));
            }
        }
    }
}
