package dev.belay.benchmarks;

import dev.belay.testkit.process.BelayProcess;
import dev.belay.testkit.process.ChildProcess;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a replica adds: the same changes, applied by an SDK at the server and by one at its replica, in the same run. */
final class ReplicaMeasurement implements Benchmarks.Measurement {

    private static final String FLAG = "bench.replica";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WARM_UP = 300;
    private static final int CHANGES = 500;

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        try (BelayProcess server = BelayProcess.start(launcher, folder.resolve("data"))) {
            ManagementApi api = new ManagementApi(server.address(), BelayProcess.ADMIN_TOKEN);
            api.create(FLAG);
            Path keys = Files.writeString(folder.resolve("replica.keys"), api.createKey("replica"));
            try (BelayProcess replica = BelayProcess.start(
                    launcher,
                    folder.resolve("copies"),
                    "--upstream",
                    server.address().toString(),
                    "--key-file",
                    keys.toString())) {
                measure(api, server, replica, out);
            }
        }
    }

    private static void measure(ManagementApi api, BelayProcess server, BelayProcess replica, PrintStream out)
            throws Exception {
        String key = api.createKey("server");
        try (ChildProcess near = follower(server, key);
                ChildProcess far = follower(replica, key)) {
            near.await("ready"::equals, PATIENCE);
            far.await("ready"::equals, PATIENCE);
            measure(api, near, far, WARM_UP);
            print(measure(api, near, far, CHANGES), out);
        }
    }

    private static ChildProcess follower(BelayProcess server, String key) throws Exception {
        return ChildProcess.startMain(Follower.class, List.of(server.address().toString(), key, FLAG), Map.of());
    }

    private static List<Change> measure(ManagementApi api, ChildProcess near, ChildProcess far, int count)
            throws Exception {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long sent = Follower.micros();
            String position = api.switchTo(FLAG, i % 2 == 1);
            changes.add(new Change(sent, applied(near, position), applied(far, position)));
        }
        return changes;
    }

    private static long applied(ChildProcess follower, String position) throws InterruptedException {
        String line = follower.await(each -> each.startsWith("applied " + position + " "), PATIENCE);
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static void print(List<Change> changes, PrintStream out) {
        Sample near = sample(changes, change -> change.near() - change.sent());
        Sample far = sample(changes, change -> change.far() - change.sent());
        out.println("One write after another, applied by an SDK at the server and by one at its replica (" + WARM_UP
                + " to warm up)");
        out.println("  write sent -> applied, at the server   " + near);
        out.println("  write sent -> applied, at the replica  " + far);
        out.println(
                "  the replica's share                    " + sample(changes, change -> change.far() - change.near()));
    }

    private static Sample sample(List<Change> changes, java.util.function.ToLongFunction<Change> micros) {
        return new Sample(changes.stream()
                .map(change -> micros.applyAsLong(change) / 1000.0)
                .toList());
    }

    /** Microseconds since 1970. */
    private record Change(long sent, long near, long far) {}
}
