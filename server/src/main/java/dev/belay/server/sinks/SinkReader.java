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
import java.util.Optional;
import java.util.Set;

/** Reads what an administrator says of a new sink. */
final class SinkReader {

    private final SinkTypes types;

    SinkReader(SinkTypes types) {
        this.types = types;
    }

    /**
     * A sink that somebody wants.
     *
     * @param from where it begins: {@code now}, {@code beginning} or a position
     */
    record Wanted(Manner manner, Optional<String> environment, SinkType type, Target target, String from) {}

    Wanted read(Value body) {
        Set<String> fields = new HashSet<>(Manner.FIELDS);
        fields.addAll(List.of("environment", "from"));
        fields.addAll(types.words());
        return Bodies.read(body, fields, this::wanted);
    }

    private Wanted wanted(Members body) {
        SinkType type = type(body);
        return new Wanted(
                Manner.read(body),
                body.find("environment").map(Part::text),
                type,
                type.read(body.require(type.word())),
                body.find("from").map(Part::text).orElse(From.NOW));
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
