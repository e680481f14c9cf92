package dev.belay.server;

import dev.belay.server.testing.RunningApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class BadInputOnSqliteTest extends BadInputContract {

    private RunningApplication server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningApplication.onSqlite(folder);
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
