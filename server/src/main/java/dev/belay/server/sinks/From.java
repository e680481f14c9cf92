package dev.belay.server.sinks;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.Violation;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a sink begins, or goes back to: a position, or the revision in one. */
record From(LedgerStore store) {

    private static final Pattern REVISION = Pattern.compile("\\d{1,18}");

    /** Announce what changes from now on. */
    static final String NOW = "now";

    /** Announce everything that is recorded. */
    static final String BEGINNING = "beginning";

    /**
     * The position in a flag set that a word or a position in text means.
     *
     * @throws RefusedException {@code invalid-document}, if it means none
     */
    Position in(LedgerId flagSet, String text) {
        Position head = store.head(flagSet).position();
        return switch (text) {
            case NOW -> head;
            case BEGINNING -> new Position(head.epoch(), 0);
            default -> REVISION.matcher(text).matches() ? revision(flagSet, head, text) : position(flagSet, head, text);
        };
    }

    private Position revision(LedgerId flagSet, Position head, String text) {
        long revision = Long.parseLong(text);
        if (revision == 0) {
            return new Position(head.epoch(), 0);
        }
        return store.entry(flagSet, revision)
                .map(LedgerEntry::position)
                .orElseThrow(() -> refusal(flagSet, text, head));
    }

    private Position position(LedgerId flagSet, Position head, String text) {
        try {
            Position position = Position.parse(text);
            boolean known = position.equals(head)
                    || (position.revision() == 0 && position.sharesEpochWith(head))
                    || store.entry(flagSet, position.revision())
                            .filter(entry -> entry.position().equals(position))
                            .isPresent();
            if (known) {
                return position;
            }
        } catch (IllegalArgumentException notAPosition) {
            throw refusal(flagSet, text, head);
        }
        throw refusal(flagSet, text, head);
    }

    private static RefusedException refusal(LedgerId flagSet, String text, Position head) {
        String detail = "'" + text + "' is no position that " + flagSet + " has; the newest one is " + head
                + ", or its revision alone, " + head.revision();
        return new RefusedException(
                ProblemName.INVALID_DOCUMENT,
                detail,
                List.of(Violation.of("/from", detail, NOW + ", " + BEGINNING + ", revision, epoch:revision")),
                Map.of());
    }
}
