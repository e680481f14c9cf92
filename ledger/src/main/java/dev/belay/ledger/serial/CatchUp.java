package dev.belay.ledger.serial;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.verify.ChainCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and announces what the storage holds beyond what is known: entries that others have appended, and those of
 * a write that reported failure and took place all the same. Each must follow what is known.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class CatchUp {

    private static final int PAGE = 500;

    private final Journal journal;
    private final Reads reads;
    private final Listeners listeners;

    /** What is known: it moves on with every entry, so that a failure on the way leaves nothing to be undone. */
    private final Tips tips;

    CatchUp(Journal journal, Reads reads, Listeners listeners, Tips tips) {
        this.journal = journal;
        this.reads = reads;
        this.listeners = listeners;
        this.tips = tips;
    }

    /**
     * Moves on to where every ledger stands.
     *
     * @throws LedgerBrokenException if a ledger has lost what was acknowledged, or goes on otherwise
     */
    void to(Map<LedgerId, Standing> standings) {
        for (LedgerId ledger : reads.ledgers()) {
            requireKept(ledger, tips.get(ledger), standings.get(ledger));
        }
        // In the order of their names a catalogue comes before its flag sets, which refer to it.
        new TreeMap<>(standings).forEach(this::follow);
    }

    /** Whether the storage has lost or replaced what is known of a ledger. */
    boolean hasLost(LedgerId ledger, @Nullable Recovered found) {
        Recovered known = tips.get(ledger);
        long revision = known.head().position().revision();
        if (found == null || found.head().position().revision() < revision) {
            return true;
        }
        if (found.head().position().revision() == revision) {
            return !Standing.of(found).equals(Standing.of(known));
        }
        if (revision < journal.oldest(ledger)) {
            // Compacted by others, so that nobody can tell any more.
            return false;
        }
        Optional<LedgerEntry> kept = journal.entry(ledger, revision);
        return revision > 0 && !kept.map(LedgerEntry::hash).equals(Optional.of(known.headHash()));
    }

    /** Leaves the lines that are known for others. */
    void to(Renewal renewal) {
        renewal.steps().forEach((ledger, step) -> {
            LedgerState before = (tips.contains(ledger) ? tips.get(ledger) : step.after()).head();
            tips.put(ledger, step.after());
            reads.replace(ledger, step.after().head());
            listeners.tell(new Commit(
                    List.of(new Committed(
                            ledger,
                            Optional.of(step.entry()),
                            before,
                            step.after().head())),
                    false));
        });
    }

    /** Goes on without a ledger that the storage does not have any more. */
    void forget(LedgerId ledger) {
        tips.remove(ledger);
        reads.forget(ledger);
    }

    /** A ledger that has moved on proves by its next entry that it did so from what is known. */
    private static void requireKept(LedgerId ledger, Recovered known, @Nullable Standing found) {
        Standing here = Standing.of(known);
        if (found == null || !(found.revision() > here.revision() || found.equals(here))) {
            throw broken(ledger, here.revision(), "it was acknowledged and is not what the storage holds now");
        }
    }

    private void follow(LedgerId ledger, Standing end) {
        if (!tips.contains(ledger)) {
            create(ledger, end);
        }
        Recovered known = tips.get(ledger);
        if (known.head().position().revision() < journal.oldest(ledger)) {
            known = leap(ledger, known);
        }
        ChainCheck check = new ChainCheck(ledger, known.head(), known.headHash(), journal::document);
        while (revision(check) < end.revision()) {
            int atMost = (int) Math.min(PAGE, end.revision() - revision(check));
            List<LedgerEntry> page = journal.entries(ledger, revision(check), atMost);
            if (page.isEmpty()) {
                throw broken(ledger, revision(check) + 1, "it is missing");
            }
            page.forEach(entry -> accept(ledger, check, entry));
        }
        if (!check.hash().equals(end.hash())) {
            throw broken(ledger, end.revision(), "it should be the newest, with the hash " + end.hash());
        }
    }

    /** Over entries that others have appended and compacted since: whoever follows takes the state as it is then. */
    private Recovered leap(LedgerId ledger, Recovered known) {
        long oldest = journal.oldest(ledger);
        LedgerEntry entry = journal.entry(ledger, oldest).orElseThrow(() -> broken(ledger, oldest, "it is missing"));
        Recovered there = new Recovered(journal.at(ledger, oldest), entry.hash());
        tips.put(ledger, there);
        reads.replace(ledger, there.head());
        listeners.tell(
                new Commit(List.of(new Committed(ledger, Optional.of(entry), known.head(), there.head())), false));
        return there;
    }

    private void create(LedgerId ledger, Standing end) {
        Recovered empty = Recovered.empty(end.position().epoch());
        announce(new Committed(ledger, Optional.empty(), empty.head(), empty.head()), empty.headHash());
    }

    private void accept(LedgerId ledger, ChainCheck check, LedgerEntry entry) {
        LedgerState before = check.state();
        check.accept(entry).ifPresent(broken -> {
            throw new LedgerBrokenException(broken);
        });
        announce(new Committed(ledger, Optional.of(entry), before, check.state()), check.hash());
    }

    private void announce(Committed committed, String hash) {
        tips.put(committed.ledger(), new Recovered(committed.after(), hash));
        reads.publish(committed);
        listeners.tell(new Commit(List.of(committed), false));
    }

    private static long revision(ChainCheck check) {
        return check.state().position().revision();
    }

    private static LedgerBrokenException broken(LedgerId ledger, long revision, String detail) {
        return new LedgerBrokenException(new BrokenEntry(ledger, revision, detail));
    }
}
