package dev.belay.benchmarks.load;

import dev.belay.benchmarks.ManagementApi;
import dev.belay.testkit.process.BelayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A server with flags to follow and, in a tree, replicas of it; each in a process of its own. <b>Thread-safety:</b> safe for
 * use by many threads.
 */
final class LoadedServer implements AutoCloseable {

    /** The flag that is changed. */
    static final String FLAG = "load.flag";

    private static final int REPLICAS = 2;

    private final BelayProcess process;
    private final List<BelayProcess> replicas = new ArrayList<>();
    private final ManagementApi api;

    private LoadedServer(BelayProcess process) {
        this.process = process;
        this.api = new ManagementApi(process.address(), BelayProcess.ADMIN_TOKEN);
    }

    static LoadedServer start(Path launcher, Path folder, LoadOptions options)
            throws IOException, InterruptedException {
        LoadedServer server =
                new LoadedServer(BelayProcess.start(launcher, folder.resolve("data"), environment(options)));
        try {
            prepare(server.api, options.flags());
            if (options.tree()) {
                server.addReplicas(launcher, folder, options);
            }
            return server;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private void addReplicas(Path launcher, Path folder, LoadOptions options) throws IOException, InterruptedException {
        Path keys = Files.writeString(folder.resolve("replica.keys"), api.createKey("replica"));
        for (int number = 1; number <= REPLICAS; number++) {
            replicas.add(BelayProcess.start(
                    launcher,
                    folder.resolve("copies-" + number),
                    environment(options),
                    "--upstream",
                    process.address().toString(),
                    "--key-file",
                    keys.toString()));
        }
    }

    private static Map<String, String> environment(LoadOptions options) {
        return Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + options.heapMib() + "m");
    }

    /** Creates the flags, in one change set. */
    static void prepare(ManagementApi api, int flags) throws IOException, InterruptedException {
        String changes = IntStream.range(0, flags)
                .mapToObj(number -> number == 0 ? FLAG : "load.other-" + number)
                .map(key -> "{\"op\":\"put\",\"flag\":" + ManagementApi.document(key) + "}")
                .collect(Collectors.joining(","));
        api.call("POST", "changes", "{\"reason\":\"load\",\"changes\":[" + changes + "]}");
    }

    /** Where the server itself answers. */
    URI address() {
        return process.address();
    }

    ManagementApi api() {
        return api;
    }

    ServerFigures figures() {
        return new ServerFigures(process.process().pid());
    }

    boolean hasReplicas() {
        return !replicas.isEmpty();
    }

    /** Where streams are to be opened, in equal parts. */
    List<Leaf> leaves() {
        return hasReplicas()
                ? IntStream.range(0, replicas.size())
                        .mapToObj(index -> Leaf.of("replica " + (index + 1), replicas.get(index)))
                        .toList()
                : List.of(Leaf.of("the server", process));
    }

    /** The addresses of the leaves. */
    List<URI> addresses() {
        return leaves().stream().map(Leaf::address).toList();
    }

    /** What follows what, to be printed. */
    String described(LoadOptions options) {
        String heap = "(-Xmx%dm)".formatted(options.heapMib());
        return hasReplicas() ? "%d replicas of one node %s".formatted(replicas.size(), heap) : "one node " + heap;
    }

    @Override
    public void close() {
        replicas.forEach(BelayProcess::close);
        process.close();
    }
}
