package dev.belay.server.sinks;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.Violation;
import dev.belay.server.sinks.storage.SinkDefinition;
import dev.belay.server.sinks.storage.SinkStore;
import java.util.List;
import java.util.Map;

/** Sees to it that people can tell the sinks of a project apart. */
record SinkNames(SinkStore sinks) {

    /**
     * Refuses a name that another sink of the project has.
     *
     * @param id of the sink that is to have it
     * @throws RefusedException {@code already-exists}
     */
    void requireFree(String project, String name, String id) {
        boolean taken = sinks.all().stream()
                .filter(sink -> sink.project().equals(project) && !sink.id().equals(id))
                .map(SinkDefinition::manner)
                .anyMatch(manner -> manner.name().equals(name));
        if (taken) {
            String detail = "The project '" + project + "' has a sink with the name '" + name
                    + "' already; choose another name, or change that sink";
            throw new RefusedException(
                    ProblemName.ALREADY_EXISTS, detail, List.of(Violation.of("/name", detail)), Map.of());
        }
    }
}
