package dev.belay.server.sync;

import dev.belay.core.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a running SDK last said of itself.
 *
 * @param instance     its own random identity
 * @param application  what it runs in
 * @param version      of the application
 * @param sdk          which SDK it is, with its version
 * @param capabilities what its evaluator understands; empty if it has not told
 * @param applied      the position that it evaluates at, once it has one
 * @param lastSeen     when it said so
 */
record Instance(
        String instance,
        String application,
        String version,
        String sdk,
        Set<String> capabilities,
        Optional<Position> applied,
        Instant lastSeen) {

    Instance {
        capabilities = Set.copyOf(capabilities);
    }

    /** Which of these capabilities its evaluator lacks; nothing for one that has not told what it has. */
    List<String> lacks(Set<String> needs) {
        return capabilities.isEmpty()
                ? List.of()
                : needs.stream().filter(need -> !capabilities.contains(need)).toList();
    }

    /** How the applied position compares with the head: {@code at}, {@code behind} or {@code diverged}. */
    String stateAgainst(Position head) {
        if (applied.isEmpty()) {
            return "behind";
        }
        Position position = applied.get();
        if (!position.sharesEpochWith(head) || position.revision() > head.revision()) {
            return "diverged";
        }
        return position.revision() == head.revision() ? "at" : "behind";
    }
}
