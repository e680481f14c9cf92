package dev.belay.benchmarks.load;

import dev.belay.benchmarks.ManagementApi;
import dev.belay.testkit.process.BelayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A server in a process of its own with flags to follow. <b>Thread-safety:</b> safe for use by many threads. */
final class LoadedServer implements AutoCloseable {

    /** The flag that is changed. */
    static final String FLAG = "load.flag";

    private final BelayProcess process;
    private final ManagementApi api;
    private final String serverKey;

    private LoadedServer(BelayProcess process, ManagementApi api, String serverKey) {
        this.process = process;
        this.api = api;
        this.serverKey = serverKey;
    }

    static LoadedServer start(Path launcher, Path folder, LoadOptions options)
            throws IOException, InterruptedException {
        BelayProcess process =
                BelayProcess.start(launcher, folder, Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + options.heapMib() + "m"));
        ManagementApi api = new ManagementApi(process.address(), BelayProcess.ADMIN_TOKEN);
        prepare(api, options.flags());
        return new LoadedServer(process, api, api.createServerKey());
    }

    /** Creates the flags, in one change set. */
    static void prepare(ManagementApi api, int flags) throws IOException, InterruptedException {
        String changes = IntStream.range(0, flags)
                .mapToObj(number -> number == 0 ? FLAG : "load.other-" + number)
                .map(key -> "{\"op\":\"put\",\"flag\":" + ManagementApi.document(key) + "}")
                .collect(Collectors.joining(","));
        api.call("POST", "changes", "{\"reason\":\"load\",\"changes\":[" + changes + "]}");
    }

    URI address() {
        return process.address();
    }

    ManagementApi api() {
        return api;
    }

    String serverKey() {
        return serverKey;
    }

    ServerFigures figures() {
        return new ServerFigures(process.process().pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
