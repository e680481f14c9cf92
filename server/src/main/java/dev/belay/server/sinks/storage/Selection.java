package dev.belay.server.sinks.storage;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import java.util.List;
import java.util.stream.IntStream;

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

    /** The indices of those changes of an entry that are announced, in their order. */
    public List<Integer> of(LedgerEntry entry) {
        if (!actions.isEmpty() && !matches(actions, entry.action())) {
            return List.of();
        }
        List<Change> changes = entry.changes();
        return IntStream.range(0, changes.size())
                .filter(index -> flags.isEmpty() || isWanted(changes.get(index)))
                .boxed()
                .toList();
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
