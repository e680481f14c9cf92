package dev.belay.verification.crash;

import dev.belay.testkit.process.BelayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A whole server, written to over HTTP and asked after its restart for what it had acknowledged. */
final class ServerVictim implements Victim {

    private static final int WRITERS = 8;

    private final Path launcher;

    /** Kills servers that this script starts. */
    ServerVictim(Path launcher) {
        this.launcher = launcher;
    }

    @Override
    public Life liveAndDie(Path folder, Duration life, List<Acknowledged> earlier)
            throws IOException, InterruptedException {
        try (BelayProcess server = BelayProcess.start(launcher, folder)) {
            ManagementApi api = new ManagementApi(server.address(), BelayProcess.ADMIN_TOKEN);
            List<Acknowledged> forgotten = forgotten(api, earlier);
            ServerWrites writes = new ServerWrites(api, earlier.size());
            List<Thread> writers = start(writes);
            writes.awaitFirst();
            Thread.sleep(life);
            server.process().kill();
            for (Thread writer : writers) {
                writer.join();
            }
            return new Life(writes.acknowledged(), forgotten);
        }
    }

    private static List<Thread> start(ServerWrites writes) {
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String environment = ManagementApi.ENVIRONMENTS.get(writer % ManagementApi.ENVIRONMENTS.size());
            String flag = "flag-" + writer;
            writers.add(Thread.ofVirtual().start(() -> writes.untilRefused(environment, flag)));
        }
        return writers;
    }

    private static List<Acknowledged> forgotten(ManagementApi api, List<Acknowledged> earlier)
            throws IOException, InterruptedException {
        if (earlier.isEmpty()) {
            return List.of();
        }
        Set<Acknowledged> known = api.history();
        return earlier.stream().filter(entry -> !known.contains(entry)).toList();
    }
}
