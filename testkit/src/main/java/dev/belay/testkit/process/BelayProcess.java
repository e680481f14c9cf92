package dev.belay.testkit.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Belay server in a process of its own, started by the launcher as its users do.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class BelayProcess implements AutoCloseable {

    /** The access token that the server is started with. */
    public static final String ADMIN_TOKEN = "administrator-token-of-a-test-server";

    private static final String READY = "Belay is ready at ";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChildProcess process;
    private final URI address;

    private BelayProcess(ChildProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts {@code launcher serve} on a free port and waits until it is ready.
     *
     * @param launcher the {@code belay} script
     * @param data     the server's folder
     * @param options  further options of {@code serve}
     * @throws IOException if the launcher cannot be started
     * @throws IllegalStateException if the server does not become ready; says what it said instead
     */
    public static BelayProcess start(Path launcher, Path data, String... options)
            throws IOException, InterruptedException {
        return start(launcher, data, Map.of(), options);
    }

    /**
     * The same with environment variables beside those of this process.
     *
     * @throws IOException if the launcher cannot be started
     * @throws IllegalStateException if the server does not become ready; says what it said instead
     */
    public static BelayProcess start(Path launcher, Path data, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--data", data.toString()));
        all.addAll(List.of(options));
        return serve(launcher, environment, all);
    }

    /**
     * Starts {@code launcher serve} on a free port with options that say where it keeps everything.
     *
     * @param environment variables beside those of this process
     * @throws IOException if the launcher cannot be started
     * @throws IllegalStateException if the server does not become ready; says what it said instead
     */
    public static BelayProcess serve(Path launcher, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "serve", "--port", "0"));
        command.addAll(options);
        Map<String, String> all = new HashMap<>(environment);
        all.put("BELAY_ADMIN_TOKEN", ADMIN_TOKEN);
        ChildProcess process = ChildProcess.start("belay", command, all);
        try {
            String line = process.await(each -> each.startsWith(READY), PATIENCE);
            return new BelayProcess(process, URI.create(line.substring(READY.length())));
        } catch (IllegalStateException | InterruptedException notReady) {
            process.close();
            throw notReady;
        }
    }

    /** Where the server answers. */
    public URI address() {
        return address;
    }

    /** The process, to kill it or to read what it said. */
    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
