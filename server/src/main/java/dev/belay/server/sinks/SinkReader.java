package dev.belay.server.sinks;

import dev.belay.core.Value;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.server.http.Bodies;
import dev.belay.server.sinks.delivery.SinkType;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.storage.Manner;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what an administrator says of a sink. */
final class SinkReader {

    private final SinkTypes types;

    SinkReader(SinkTypes types) {
        this.types = types;
    }

    /**
     * A sink that somebody wants.
     *
     * @param noSecrets the secrets of which the target says that there are none
     * @param from      where it begins: {@code now}, {@code beginning} or a position
     */
    record Wanted(
            Manner manner,
            Optional<String> environment,
            SinkType type,
            Target target,
            Set<String> noSecrets,
            String from) {}

    /** Reads a new sink. */
    Wanted read(Value body) {
        return read(body, List.of("environment", "from"));
    }

    /** Reads what a sink shall be from now on. */
    Wanted readReplacement(Value body) {
        return read(body, List.of("environment"));
    }

    private Wanted read(Value body, List<String> more) {
        Set<String> fields = new HashSet<>(Manner.FIELDS);
        fields.addAll(more);
        fields.addAll(types.words());
        return Bodies.read(body, fields, this::wanted);
    }

    private Wanted wanted(Members body) {
        SinkType type = type(body);
        Part target = body.require(type.word());
        return new Wanted(
                Manner.read(body),
                body.find("environment").map(Part::text),
                type,
                type.read(target),
                nulls(target.value()),
                body.find("from").map(Part::text).orElse(From.NOW));
    }

    private static Set<String> nulls(Value target) {
        return target instanceof Value.StructureValue structure
                ? structure.members().entrySet().stream()
                        .filter(member -> member.getValue().equals(Value.NULL))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private SinkType type(Members body) {
        List<String> given =
                types.words().stream().filter(body.names()::contains).toList();
        String allowed = "exactly one of " + String.join(", ", types.words());
        if (given.isEmpty() && body.isReadable()) {
            body.parent().refuse("The sink has no target; say where events go", allowed);
        } else if (given.size() > 1) {
            body.require(given.get(1)).refuse("A sink has one target, and this is another", allowed);
        }
        return types.find(given.isEmpty() ? types.words().getFirst() : given.getFirst());
    }
}
