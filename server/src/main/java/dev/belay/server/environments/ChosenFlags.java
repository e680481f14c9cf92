package dev.belay.server.environments;

import dev.belay.core.Value;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code flags}, by which a command on an environment limits itself to some of them. */
final class ChosenFlags {

    private ChosenFlags() {}

    /**
     * The keys; empty for all.
     *
     * @param purpose what is done with them, as in "to … all of them"
     */
    static Optional<Set<String>> read(Members body, String purpose) {
        return body.find("flags").map(part -> {
            if (part.value() instanceof Value.ListValue list && list.items().isEmpty()) {
                part.refuse(
                        "The list of flags is empty; leave it out to " + purpose + " all of them", "at least one key");
            }
            return part.items().stream().map(Part::text).collect(Collectors.toSet());
        });
    }
}
