package dev.belay.server.sinks.storage;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import java.util.List;

/**
 * Which changes a sink announces.
 *
 * @param flags   keys of flags, or beginnings of keys with {@code *} at the end; empty for every subject
 * @param actions actions of entries, in the same form; empty for all
 */
public record Selection(List<String> flags, List<String> actions) {

    /** Everything. */
    public static final Selection EVERYTHING = new Selection(List.of(), List.of());

    /** Copies the lists. */
    public Selection {
        flags = List.copyOf(flags);
        actions = List.copyOf(actions);
    }

    /** The changes of an entry that are announced, in their order. */
    public List<Change> of(LedgerEntry entry) {
        if (!actions.isEmpty() && !matches(actions, entry.action())) {
            return List.of();
        }
        return flags.isEmpty()
                ? entry.changes()
                : entry.changes().stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(Change change) {
        return change.subject().kind().equals(Subject.FLAG)
                && matches(flags, change.subject().key());
    }

    private static boolean matches(List<String> patterns, String text) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                        : text.equals(pattern));
    }
}
