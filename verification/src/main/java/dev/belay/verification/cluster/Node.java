package dev.belay.verification.cluster;

import dev.belay.testkit.process.BelayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server of the cluster, which can be killed, paused and started again. <b>Thread-safety:</b> its address may be asked on
 * any thread; everything else is confined to one thread at a time.
 */
final class Node implements AutoCloseable {

    private final Path launcher;
    private final String store;
    private @Nullable BelayProcess process;
    private volatile URI address = URI.create("http://127.0.0.1:1");

    Node(Path launcher, String store) {
        this.launcher = launcher;
        this.store = store;
    }

    /** Where it answers, or did when it was alive. */
    URI address() {
        return address;
    }

    void start() throws IOException, InterruptedException {
        BelayProcess started = BelayProcess.serve(launcher, Map.of(), List.of("--store", store));
        process = started;
        address = started.address();
    }

    /** Asks it to end, as an upgrade does, and waits until it has. */
    void stop() {
        close();
        process = null;
    }

    void kill() throws InterruptedException {
        BelayProcess killed = process;
        process = null;
        if (killed != null) {
            killed.process().kill();
        }
    }

    /** Has the system stop or continue it. */
    void signal(String name) throws IOException, InterruptedException {
        if (process != null) {
            new ProcessBuilder(
                            "kill", "-" + name, Long.toString(process.process().pid()))
                    .start()
                    .waitFor();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
