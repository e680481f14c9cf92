package dev.belay.ledger.serial;

import dev.belay.json.LogLine;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads again what the storage holds, after it has failed, and goes on from there: in new epochs where it lacks what was
 * acknowledged, and without ledgers that it does not have at all. Says once that it is away, and once that it is back.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class Recovery {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.ledger");

    private final Journal journal;
    private final Optional<Sharing> sharing;
    private final NewsChannel channel;
    private final Reads reads;
    private final Health health;
    private final InstantSource clock;
    private final Supplier<String> epochs;
    private final CatchUp catchUp;

    /** What was said last of a storage that is away. */
    private @Nullable String said;

    Recovery(SerialLedgerStore.Parts parts, CatchUp catchUp) {
        this.journal = parts.journal();
        this.sharing = journal.sharing();
        this.channel = parts.channel();
        this.reads = parts.reads();
        this.health = parts.health();
        this.clock = parts.clock();
        this.epochs = parts.epochs();
        this.catchUp = catchUp;
    }

    /** Takes note of a failure, after which everything has to be read again, unless the ledger is broken for good. */
    void failed(Throwable failure) {
        if (failure instanceof LedgerBrokenException broken && sharing.isEmpty()) {
            broken(broken);
            return;
        }
        if (failure instanceof StoreUnavailableException) {
            sayOnce(failure);
        } else {
            LOGGER.log(Level.ERROR, "ledger.storage-failed", failure);
            said = String.valueOf(failure.getMessage());
        }
        health.unavailable("The storage failed and is read again: " + failure.getMessage() + ".");
    }

    /** Tries it, and says in the store's health how it went. */
    void attempt() {
        try {
            health.ask(() -> {
                recover();
                return this;
            });
            health.available();
            if (said != null) {
                LOGGER.log(Level.INFO, "ledger.storage-back");
            }
            said = null;
        } catch (LedgerBrokenException broken) {
            broken(broken);
        } catch (RuntimeException | Error failure) {
            sayOnce(failure);
            health.unavailable("The storage does not answer: " + failure.getMessage()
                    + ". Free or repair it; it is tried again every second.");
        }
    }

    private void recover() {
        Map<LedgerId, Recovered> found = new HashMap<>(journal.recover());
        if (sharing.isPresent()) {
            renew(sharing.get(), found);
        }
        Map<LedgerId, Standing> standings = new HashMap<>();
        found.forEach((ledger, tip) -> standings.put(ledger, Standing.of(tip)));
        catchUp.to(standings);
    }

    private void sayOnce(Throwable failure) {
        String sentence = String.valueOf(failure.getMessage());
        if (said == null) {
            LOGGER.log(Level.WARNING, away(sentence + "; everything is read again, every second until it works"));
        } else if (!sentence.equals(said)) {
            LOGGER.log(Level.DEBUG, away(sentence));
        }
        said = sentence;
    }

    private static String away(String message) {
        return LogLine.of("ledger.storage-away").with("message", message).toString();
    }

    /** Goes on in new epochs, in the place of what was found, where that lacks something that was acknowledged. */
    private void renew(Sharing others, Map<LedgerId, Recovered> found) {
        boolean restored = others.restored();
        Set<LedgerId> lost = new TreeSet<>(reads.ledgers());
        lost.removeIf(ledger -> !catchUp.hasLost(ledger, found.get(ledger)));
        forgetWhatIsGone(lost, found);
        if (restored) {
            lost.addAll(found.keySet());
        }
        if (lost.isEmpty() && !restored) {
            return;
        }
        Sharing.Turn turn = others.takeTurn();
        try {
            if (others.news().isPresent() || others.restored() != restored) {
                throw new OutrunException("Others have appended while lines of history were compared");
            }
            renew(lost, found);
        } finally {
            turn.close();
        }
    }

    /** A ledger that was begun after the backup is as if it had never been, as for a store that opens now. */
    private void forgetWhatIsGone(Set<LedgerId> lost, Map<LedgerId, Recovered> found) {
        Set<LedgerId> gone = new TreeSet<>(lost);
        gone.removeIf(found::containsKey);
        if (gone.contains(LedgerId.INSTANCE)) {
            throw new StoreUnavailableException("It has none of the projects that it had, as if it were another or"
                    + " were being restored; finish that, or restart to begin with what is there");
        }
        if (!gone.isEmpty()) {
            LOGGER.log(
                    Level.WARNING,
                    LogLine.of("ledger.lost").with("ledgers", gone).toString());
        }
        gone.forEach(catchUp::forget);
        lost.removeAll(gone);
    }

    private void renew(Set<LedgerId> lost, Map<LedgerId, Recovered> found) {
        Renewal renewal = new Renewal(clock.instant());
        lost.forEach(ledger -> renewal.begin(ledger, Objects.requireNonNull(found.get(ledger)), epochs.get()));
        journal.write(renewal.batch());
        channel.tell();
        LOGGER.log(
                Level.WARNING,
                LogLine.of("ledger.epochs-renewed").with("ledgers", lost).toString());
        catchUp.to(renewal);
        renewal.steps().forEach((ledger, step) -> found.put(ledger, step.after()));
    }

    private void broken(LedgerBrokenException broken) {
        LOGGER.log(Level.ERROR, "ledger.broken", broken);
        health.broken(broken.finding());
    }
}
