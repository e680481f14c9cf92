package dev.belay.benchmarks;

import dev.belay.core.Value;
import dev.belay.testkit.process.BelayProcess;
import dev.belay.testkit.process.ChildProcess;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Takes an environment back in which every one of ten thousand flags has changed. */
final class RollbackMeasurement implements Benchmarks.Measurement {

    private static final int FLAGS = 10_000;
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        try (BelayProcess server = BelayProcess.start(launcher, folder.resolve("data"))) {
            ManagementApi api = new ManagementApi(server.address(), BelayProcess.ADMIN_TOKEN);
            changeSet(api, i -> "{\"op\":\"put\",\"flag\":" + ManagementApi.document(key(i)) + "}");
            out.printf("Rollback of an environment in which %,d flags have changed%n", FLAGS);
            for (int round = 1; round <= ROUNDS; round++) {
                round(server.address(), api, round, out);
            }
        }
    }

    private static void round(URI server, ManagementApi api, int round, PrintStream out) throws Exception {
        String serverKey = api.createServerKey();
        long target = revision(api);
        try (RawStream holds = RawStream.open(server, serverKey);
                ChildProcess application = application(server, serverKey)) {
            holds.awaitEvent("snapshot");
            application.await("ready"::equals, PATIENCE);
            String changed = changeSet(api, i -> "{\"op\":\"disable\",\"key\":\"" + key(i) + "\"}");
            holds.awaitPosition(changed);
            application.await(line -> line.startsWith("applied " + changed + " "), PATIENCE);
            try (RawStream lacks = RawStream.open(server, serverKey);
                    ChildProcess newcomer = application(server, serverKey)) {
                lacks.awaitEvent("snapshot");
                newcomer.await("ready"::equals, PATIENCE);
                long heldBefore = holds.bytes();
                long lackedBefore = lacks.bytes();

                long start = System.nanoTime();
                String body = "{\"toRevision\":" + target + ",\"reason\":\"bench\"}";
                String position = ManagementApi.text(api.call("POST", "rollback", body), "position");
                double milliseconds = (System.nanoTime() - start) / 1e6;

                holds.awaitPosition(position);
                lacks.awaitPosition(position);
                String applied = "applied " + position + " ";
                application.await(line -> line.startsWith(applied), PATIENCE);
                newcomer.await(line -> line.startsWith(applied), PATIENCE);
                out.printf(
                        "  round %d: answered after %4.0f ms, %d entry, %,d bytes to an SDK that holds the target, "
                                + "%,d to one that does not, transitions seen %d and %d%n",
                        round,
                        milliseconds,
                        revision(api) - target - 1,
                        holds.bytes() - heldBefore,
                        lacks.bytes() - lackedBefore + lacks.snapshotBytes(server, serverKey),
                        transitions(application, position),
                        transitions(newcomer, position));
            }
        }
    }

    private static ChildProcess application(URI server, String serverKey) throws Exception {
        return ChildProcess.startMain(Follower.class, List.of(server.toString(), serverKey, key(0)), Map.of());
    }

    private static long transitions(ChildProcess application, String position) {
        return application.lines().stream()
                .filter(line -> line.startsWith("applied " + position + " "))
                .count();
    }

    /** Applies an operation to every flag at once; answers the position. */
    private static String changeSet(ManagementApi api, IntFunction<String> operation) throws Exception {
        String changes = IntStream.range(0, FLAGS).mapToObj(operation).collect(Collectors.joining(","));
        return ManagementApi.text(
                api.call("POST", "changes", "{\"reason\":\"bench\",\"changes\":[" + changes + "]}"), "position");
    }

    private static long revision(ManagementApi api) throws Exception {
        Value environment = api.call("GET", "../production", "");
        return (long) ((Value.NumberValue) java.util.Objects.requireNonNull(
                        ((Value.StructureValue) environment).members().get("revision")))
                .value();
    }

    private static String key(int i) {
        return "bench.flag-" + i;
    }
}
