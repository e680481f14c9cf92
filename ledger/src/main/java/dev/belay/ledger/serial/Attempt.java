package dev.belay.ledger.serial;

import dev.belay.json.state.LedgerState;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Decision;
import dev.belay.ledger.Draft;
import dev.belay.ledger.Heads;
import dev.belay.ledger.LedgerExistsException;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One decision and what follows from it, on a layer of its own, so that a refusal leaves nothing behind.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class Attempt implements Heads {

    private final Tips tips;
    private final Instant now;
    private final Supplier<String> epochs;
    private final List<Batch.CreatedLedger> created = new ArrayList<>();
    private final List<Batch.Written> written = new ArrayList<>();
    private final List<Committed> committed = new ArrayList<>();

    Attempt(Tips below, Instant now, Supplier<String> epochs) {
        this.tips = below.above();
        this.now = now;
        this.epochs = epochs;
    }

    @Override
    public LedgerState head(LedgerId ledger) {
        return tips.get(ledger).head();
    }

    @Override
    public boolean exists(LedgerId ledger) {
        return tips.contains(ledger);
    }

    @Override
    public Instant now() {
        return now;
    }

    Commit run(Decision decision) {
        for (Draft draft : decision.decide(this)) {
            if (draft instanceof Draft.Append append) {
                append(append);
            } else {
                create(draft.ledger());
            }
        }
        tips.settle();
        return new Commit(committed, false);
    }

    List<Batch.CreatedLedger> created() {
        return created;
    }

    List<Batch.Written> written() {
        return written;
    }

    boolean changesSomething() {
        return !created.isEmpty() || !written.isEmpty();
    }

    private void create(LedgerId ledger) {
        if (exists(ledger)) {
            throw new LedgerExistsException(ledger);
        }
        String epoch = epochs.get();
        Recovered empty = Recovered.empty(epoch);
        tips.put(ledger, empty);
        created.add(new Batch.CreatedLedger(ledger, epoch));
        committed.add(new Committed(ledger, Optional.empty(), empty.head(), empty.head()));
    }

    private void append(Draft.Append draft) {
        LedgerId ledger = draft.ledger();
        Recovered tip = tips.get(ledger);
        Optional<Sealed> sealed = Sealed.of(tip, draft, now);
        sealed.ifPresent(next -> {
            tips.put(ledger, next.after());
            written.add(new Batch.Written(ledger, next.entry(), next.after().head(), next.documents(), next.chunks()));
        });
        LedgerState after = sealed.map(next -> next.after().head()).orElse(tip.head());
        committed.add(new Committed(ledger, sealed.map(Sealed::entry), tip.head(), after));
    }
}
