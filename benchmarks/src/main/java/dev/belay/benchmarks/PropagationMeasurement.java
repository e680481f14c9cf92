package dev.belay.benchmarks;

import dev.belay.testkit.process.BelayProcess;
import dev.belay.testkit.process.ChildProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long after a write was acknowledged an SDK in another process has applied it. */
final class PropagationMeasurement implements Benchmarks.Measurement {

    private static final String FLAG = "bench.propagation";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WARM_UP = 300;
    private static final int CHANGES = 500;

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        try (BelayProcess server = BelayProcess.start(launcher, folder.resolve("data"))) {
            ManagementApi api = new ManagementApi(server.address(), BelayProcess.ADMIN_TOKEN);
            api.create(FLAG);
            List<String> arguments = List.of(server.address().toString(), api.createServerKey(), FLAG);
            try (ChildProcess follower = ChildProcess.startMain(Follower.class, arguments, Map.of())) {
                follower.await("ready"::equals, PATIENCE);
                measure(api, follower, WARM_UP);
                print(measure(api, follower, CHANGES), out);
            }
        }
    }

    private static List<Change> measure(ManagementApi api, ChildProcess follower, int count) throws Exception {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long sent = Follower.micros();
            String position = api.switchTo(FLAG, i % 2 == 1);
            long acknowledged = Follower.micros();
            String line = follower.await(each -> each.startsWith("applied " + position + " "), PATIENCE);
            changes.add(new Change(sent, acknowledged, Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))));
        }
        return changes;
    }

    private static void print(List<Change> changes, PrintStream out) {
        out.println(
                "One write after another, and the SDK in another process that applies it (" + WARM_UP + " to warm up)");
        out.println(
                "  write sent -> acknowledged     " + sample(changes, change -> change.acknowledged() - change.sent()));
        out.println("  write acknowledged -> applied  "
                + sample(changes, change -> change.applied() - change.acknowledged()));
        out.println("  write sent -> applied          " + sample(changes, change -> change.applied() - change.sent()));
        out.println("  (negative: the SDK had it before the writer had the answer)");
    }

    private static Sample sample(List<Change> changes, java.util.function.ToLongFunction<Change> micros) {
        return new Sample(changes.stream()
                .map(change -> micros.applyAsLong(change) / 1000.0)
                .toList());
    }

    /** Microseconds since 1970. */
    private record Change(long sent, long acknowledged, long applied) {}
}
