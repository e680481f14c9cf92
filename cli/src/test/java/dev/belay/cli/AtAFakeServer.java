package dev.belay.cli;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Somebody who works on production, at a server whose answers a test decides on. */
abstract class AtAFakeServer {

    static final String PRODUCTION = "/api/v1/projects/default/environments/production";

    FakeServer server;
    Person person;

    @BeforeEach
    final void startServer() throws IOException {
        server = new FakeServer();
        person = Person.script(server.url()).with("BELAY_ENVIRONMENT", "production");
    }

    @AfterEach
    final void stopServer() {
        server.close();
    }
}
