package dev.belay.store.redis;

import dev.belay.core.Position;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.SubjectVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of a subject, as the index of changes has it.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record ChangeRow(SubjectVersion version) {

    private static final String NONE = "-";

    static ChangeRow of(LedgerEntry entry, Change change) {
        return new ChangeRow(new SubjectVersion(change.version(), entry.position(), entry.at(), change.after()));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static ChangeRow parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("'" + text + "' is no change of a subject");
        }
        return new ChangeRow(new SubjectVersion(
                Long.parseLong(parts[0]),
                new Position(parts[1], Long.parseLong(parts[2])),
                Instant.ofEpochMilli(Long.parseLong(parts[3])),
                parts[4].equals(NONE) ? Optional.empty() : Optional.of(parts[4])));
    }

    String text() {
        return version.version() + " " + version.position().epoch() + " " + revision() + " "
                + version.at().toEpochMilli() + " " + version.hash().orElse(NONE);
    }

    long revision() {
        return version.position().revision();
    }
}
