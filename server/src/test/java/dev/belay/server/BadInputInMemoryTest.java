package dev.belay.server;

import dev.belay.server.testing.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class BadInputInMemoryTest extends BadInputContract {

    private RunningApplication server;

    @BeforeAll
    void start() {
        server = RunningApplication.inMemory();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    RunningApplication server() {
        return server;
    }
}
