package dev.belay.server.environments;

import dev.belay.control.History;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.InstantFormat;
import dev.belay.json.state.LedgerState;
import dev.belay.server.flagset.FlagSet;
import java.time.Instant;
import java.util.Optional;

/** Reads points in the history of a flag set from a query: a revision, or an instant. */
record Points(History history) {

    /** The state at a point; the newest if none is named. */
    // Absent means the newest.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    LedgerState at(FlagSet flagSet, String name, Optional<String> point) {
        return point.map(text -> at(flagSet, name, text)).orElse(flagSet.head());
    }

    private LedgerState at(FlagSet flagSet, String name, String text) {
        return text.chars().allMatch(Character::isDigit)
                ? history.at(flagSet.ledger(), revision(name, text))
                : history.asOf(flagSet.ledger(), instant(name, text));
    }

    private static long revision(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException emptyOrTooLong) {
            throw refusal(name, text);
        }
    }

    private static Instant instant(String name, String text) {
        try {
            return InstantFormat.parse(text);
        } catch (IllegalArgumentException notAnInstant) {
            throw refusal(name, text);
        }
    }

    private static RefusedException refusal(String name, String text) {
        return new RefusedException(
                ProblemName.INVALID_REQUEST,
                "The query parameter '" + name + "' is '" + text
                        + "' and must be a revision, such as 12, or an instant, such as 2026-01-02T03:04:05.678Z");
    }
}
