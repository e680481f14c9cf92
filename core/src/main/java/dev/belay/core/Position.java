package dev.belay.core;

import java.util.regex.Pattern;

/**
 * A point in a ledger's line of history, comparable across machines: written {@code epoch:revision}.
 *
 * @param epoch    the random identity of the line of history, of letters, digits and hyphens
 * @param revision the number of the newest entry, 0 for an empty ledger
 */
public record Position(String epoch, long revision) {

    private static final Pattern REVISION = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** Checks both parts. */
    public Position {
        if (epoch.isEmpty() || !epoch.chars().allMatch(Position::isEpochCharacter)) {
            throw new IllegalArgumentException("The epoch '" + epoch + "' must be letters, digits and hyphens");
        }
        if (revision < 0) {
            throw new IllegalArgumentException("The revision " + revision + " is below 0");
        }
    }

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if {@code text} is not {@code epoch:revision}
     */
    public static Position parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("The position '" + text + "' is not of the form epoch:revision");
        }
        String revision = text.substring(colon + 1);
        if (!REVISION.matcher(revision).matches()) {
            throw new IllegalArgumentException("The position '" + text + "' does not end in a revision number");
        }
        return new Position(text.substring(0, colon), Long.parseLong(revision));
    }

    /** The position of the entry after this one in the same epoch. */
    public Position next() {
        return new Position(epoch, revision + 1);
    }

    /** Whether both positions lie in the same epoch, so that their revisions can be compared. */
    public boolean sharesEpochWith(Position other) {
        return epoch.equals(other.epoch);
    }

    @Override
    public String toString() {
        return epoch + ":" + revision;
    }

    private static boolean isEpochCharacter(int character) {
        return character == '-'
                || (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z');
    }
}
