package dev.belay.cli.sink;

import dev.belay.cli.server.Address;
import dev.belay.cli.session.Session;
import picocli.CommandLine.Parameters;

/** Which sink a command is about. */
final class SinkId {

    @Parameters(index = "0", paramLabel = "SINK", description = "The sink's id, as `sink list` shows it, or its name.")
    private String id = "";

    String text() {
        return id;
    }

    Address address(Session session) {
        return all(session).then(id);
    }

    static Address all(Session session) {
        return Address.of("api", "v1", "projects", session.project(), "sinks");
    }
}
