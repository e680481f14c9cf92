package dev.belay.ledger.serial;

import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * The one thread that appends: takes all proposals that wait, decides them as one round, writes the round, then
 * publishes and announces it, and only then answers.
 *
 * <p><b>Thread-safety:</b> {@link #run} is called once, by the writer's thread; everything else here belongs to it.
 */
final class Writer implements Runnable {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.ledger");
    private static final Duration UNTIL_WORK_COMES = Duration.ofDays(1);
    private static final Duration UNTIL_NEXT_RECOVERY = Duration.ofSeconds(1);

    private final Journal journal;
    private final Admission admission;
    private final Reads reads;
    private final Listeners listeners;
    private final Health health;
    private final InstantSource clock;
    private final Supplier<String> epochs;
    private final SerialSettings settings;
    private Tips tips;

    Writer(SerialLedgerStore.Parts parts, Tips tips) {
        this.journal = parts.journal();
        this.admission = parts.admission();
        this.reads = parts.reads();
        this.listeners = parts.listeners();
        this.health = parts.health();
        this.clock = parts.clock();
        this.epochs = parts.epochs();
        this.settings = parts.settings();
        this.tips = tips;
    }

    @Override
    public void run() {
        try {
            while (!admission.isFinished()) {
                Duration idle = health.isUnavailable() ? UNTIL_NEXT_RECOVERY : UNTIL_WORK_COMES;
                serve(admission.take(settings.batch(), idle));
            }
        } catch (RuntimeException | Error unexpected) {
            LOGGER.log(System.Logger.Level.ERROR, "ledger.writer-died", unexpected);
            health.unavailable("The writer has ended on " + unexpected + "; restart the store.");
        } finally {
            refuseTheRest();
        }
    }

    private void serve(List<Pending> taken) {
        if (health.isUnavailable()) {
            recover();
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
                : new StoreUnavailableException("The change was not made. " + health.sentence());
    }

    private void append(List<Pending> taken) {
        Round round = new Round(tips, reads, clock, epochs, settings.idempotencyLifetime());
        taken.forEach(round::decide);
        if (!health.current().healthy()) {
            // A decision has come upon a break.
            round.giveUp().forEach(pending -> pending.fail(refusal(health.current())));
            return;
        }
        try {
            write(round.batch());
        } catch (RuntimeException | Error failure) {
            giveUp(round, failure);
            return;
        }
        List<Verdict> verdicts = round.confirm();
        verdicts.forEach(this::publish);
        verdicts.forEach(this::answer);
    }

    private void write(Batch batch) {
        if (!batch.isEmpty()) {
            journal.write(batch);
        }
    }

    private void publish(Verdict verdict) {
        if (verdict instanceof Verdict.Accepted accepted && accepted.changesSomething()) {
            for (Committed committed : accepted.commit().committed()) {
                reads.publish(committed.ledger(), committed.after());
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

    private void giveUp(Round round, Throwable failure) {
        LOGGER.log(System.Logger.Level.ERROR, "ledger.write-failed", failure);
        health.unavailable("The storage failed and is read again: " + failure.getMessage() + ".");
        recover();
        for (Pending pending : round.giveUp()) {
            pending.fail(new StoreUnavailableException(
                    "Writing failed, so read the newest state to see whether the change was made, and try again: "
                            + failure.getMessage(),
                    failure));
        }
    }

    private void recover() {
        try {
            tips = new Recovery(journal, reads, listeners).run(tips);
            health.available();
        } catch (LedgerBrokenException broken) {
            LOGGER.log(System.Logger.Level.ERROR, "ledger.broken", broken);
            health.broken(broken.finding());
        } catch (RuntimeException | Error failure) {
            LOGGER.log(System.Logger.Level.WARNING, "ledger.recovery-failed", failure);
            health.unavailable("The storage does not answer: " + failure.getMessage()
                    + ". Free or repair it; it is tried again every second.");
        }
    }

    /** There is a rest only if this class is wrong; nobody shall wait forever even then. */
    private void refuseTheRest() {
        admission.close();
        while (!admission.isFinished()) {
            for (Pending pending : admission.take(settings.batch(), Duration.ZERO)) {
                pending.fail(new StoreUnavailableException("The change was not made; restart the store"));
            }
        }
    }
}
