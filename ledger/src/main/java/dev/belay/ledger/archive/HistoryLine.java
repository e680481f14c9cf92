package dev.belay.ledger.archive;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerId;
import java.util.Optional;

/**
 * One line of what a {@link HistoryWriter} wrote.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface HistoryLine {

    /** What the lines are. */
    record Format(String name) implements HistoryLine {}

    /** A ledger begins. */
    record Ledger(LedgerId ledger, String epoch) implements HistoryLine {}

    /** The entry before the first one. Its hash is taken as it is. */
    record Base(LedgerEntry entry) implements HistoryLine {}

    /** A subject at the base; without a document it is archived. */
    record SubjectAtBase(Subject subject, long version, Optional<String> document) implements HistoryLine {}

    /** An entry before the base. */
    record Kept(LedgerEntry entry) implements HistoryLine {}

    /** A document, or a chunk of members, which has its hash. */
    record Stored(Document document) implements HistoryLine {}

    /** An entry. Its hash is taken as it is. */
    record Entry(LedgerEntry entry) implements HistoryLine {}

    /** The ledger ends. */
    record End(LedgerId ledger, long revision) implements HistoryLine {}

    /** The ledger goes on with an entry that did not hold. */
    record Stopped(LedgerId ledger, long revision, String detail) implements HistoryLine {}
}
