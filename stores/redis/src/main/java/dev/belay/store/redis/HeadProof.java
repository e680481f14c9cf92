package dev.belay.store.redis;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Recovered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves where a ledger stands: its newest entry is what was recorded, and the index of changes leads to a state with the
 * checksum that was recorded with it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
record HeadProof(EntryTexts entries, StateTexts states) {

    /**
     * The state that is claimed.
     *
     * @throws LedgerBrokenException if something does not hold
     */
    Recovered of(LedgerId ledger, HeadRow claimed) {
        if (claimed.revision() == 0) {
            return Recovered.empty(claimed.standing().position().epoch());
        }
        LedgerEntry newest =
                entries.find(ledger, claimed.revision()).orElseThrow(() -> broken(ledger, claimed, "it is missing"));
        if (!newest.hash().equals(claimed.standing().hash())
                || !newest.position().equals(claimed.standing().position())) {
            throw broken(
                    ledger,
                    claimed,
                    "it should be the newest, with the hash "
                            + claimed.standing().hash());
        }
        LedgerState state = states.after(ledger, newest);
        if (!state.checksum().hex().equals(claimed.checksum())) {
            throw broken(ledger, claimed, "the subjects that it left are not what is stored now");
        }
        for (Change change : newest.changes()) {
            requireIn(state, ledger, claimed, change);
        }
        return new Recovered(state, newest.hash());
    }

    private static void requireIn(LedgerState state, LedgerId ledger, HeadRow claimed, Change change) {
        @Nullable SubjectState subject = state.subject(change.subject());
        Optional<String> hash = subject == null ? Optional.empty() : subject.hash();
        if (subject == null || subject.version() != change.version() || !hash.equals(change.after())) {
            throw broken(ledger, claimed, change.subject() + " is not what it has led to");
        }
    }

    private static LedgerBrokenException broken(LedgerId ledger, HeadRow claimed, String detail) {
        return new LedgerBrokenException(new BrokenEntry(ledger, claimed.revision(), detail));
    }
}
