package dev.belay.verification.sdk;

import static dev.belay.verification.server.Answers.count;
import static dev.belay.verification.server.Answers.items;
import static dev.belay.verification.server.Answers.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.testkit.Awaited;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is late because a replica was cut off says nothing about how fast changes travel. */
class LateDeliveryTest {

    @TempDir
    Path folder;

    @Test
    void confirmsAndDoesNotTimeWhatAReplicaMissedForAllBehindIt() throws IOException {
        try (RunningServer server = RunningServer.start(folder, 0);
                Proxy proxy = Proxy.to(server.port())) {
            server.create("shop.banner", "on");
            String key = server.newKey("server");
            String replicaKey = server.newKey("replica");
            try (RunningReplica middle = RunningReplica.of(proxy.address(), replicaKey);
                    RunningReplica leaf = RunningReplica.of(middle.address(), replicaKey);
                    Watched shop = new Watched(leaf.address(), key, Settings.DEFAULT)) {
                shop.await(Status.State.READY);
                awaitAll(server, server.head());

                proxy.partition(true);
                Position missed = server.command("shop.banner", "disable");
                Map<String, Value> during = server.get("/instances?position=" + missed + "&within=1");
                proxy.partition(false);
                shop.await(missed);
                shop.await(Status.State.READY);

                assertThat(count(during, "at")).isZero();
                assertThat(timed(awaitAll(server, missed))).isZero();
                Position next = server.command("shop.banner", "enable");
                assertThat(timed(awaitAll(server, next))).isEqualTo(3);
            }
        }
    }

    /** What the server knows when the two replicas and the application are there. */
    private static Map<String, Value> awaitAll(RunningServer server, Position position) {
        String path = "/instances?position=" + position;
        Awaited.until(() -> count(server.get(path), "at") == 3);
        return server.get(path);
    }

    /** How many instances' times are known of the newest revision. */
    private static long timed(Map<String, Value> answer) {
        Value took = members(items(answer, "revisions").getFirst()).get("took");
        return took == null || took.equals(Value.NULL)
                ? 0
                : (long) ((Value.NumberValue) members(took).get("instances")).value();
    }
}
