package dev.belay.ledger.serial;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.Verification;
import dev.belay.ledger.verify.ChainCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Runs a {@link ChainCheck} over what a journal holds. */
final class JournalCheck {

    private static final int PAGE = 500;

    private final Journal journal;
    private final LedgerId ledger;
    private final LongConsumer progress;

    JournalCheck(Journal journal, LedgerId ledger, LongConsumer progress) {
        this.journal = journal;
        this.ledger = ledger;
        this.progress = progress;
    }

    Verification from(long wanted) {
        if (wanted < 1) {
            throw new IllegalArgumentException("The first revision to verify is " + wanted + "; it must be at least 1");
        }
        long from = Math.max(wanted, journal.oldest(ledger) + 1);
        try {
            ChainCheck check =
                    new ChainCheck(ledger, journal.at(ledger, from - 1), hashBefore(from), journal::document);
            Optional<BrokenEntry> broken = run(check);
            return new Verification(ledger, from, check.state().position().revision() - from + 1, broken);
        } catch (LedgerBrokenException unreadable) {
            BrokenEntry broken = unreadable
                    .entry()
                    .orElseGet(() ->
                            new BrokenEntry(ledger, from, unreadable.finding().sentence()));
            return new Verification(ledger, from, Math.max(0, broken.revision() - from), Optional.of(broken));
        }
    }

    private String hashBefore(long from) {
        return journal.entry(ledger, from - 1).map(LedgerEntry::hash).orElse(LedgerEntry.NO_PREVIOUS);
    }

    private Optional<BrokenEntry> run(ChainCheck check) {
        while (true) {
            long checked = check.state().position().revision();
            List<LedgerEntry> page = journal.entries(ledger, checked, PAGE);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            for (LedgerEntry entry : page) {
                Optional<BrokenEntry> broken = check.accept(entry);
                if (broken.isPresent()) {
                    return broken;
                }
            }
            progress.accept(check.state().position().revision());
        }
    }
}
