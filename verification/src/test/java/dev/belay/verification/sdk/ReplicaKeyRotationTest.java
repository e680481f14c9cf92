package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Settings;
import dev.belay.core.Position;
import dev.belay.testkit.Awaited;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replica that has two keys of one flag set follows it as long as either is accepted. */
class ReplicaKeyRotationTest {

    @TempDir
    Path folder;

    @TempDir
    Path copies;

    // Which of the two is followed with is not known, so that one of the two cases is a handover.
    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void goesOnWithTheOtherKeyWhenOneIsRevoked(String revoked) throws IOException {
        try (RunningServer server = RunningServer.start(folder, 0);
                Administrator ada = new Administrator(server)) {
            server.create("shop.banner", "on");
            String key = ada.makeKey("shop", "server");
            List<String> both = List.of(ada.makeKey("old", "replica"), ada.makeKey("new", "replica"));
            try (RunningReplica replica = RunningReplica.of(server.address(), both, copies);
                    Watched shop = new Watched(replica.address(), key, Settings.DEFAULT)) {
                shop.await(server.command("shop.banner", "disable"));

                ada.revokeKey(revoked);
                Position after = server.command("shop.banner", "enable");

                shop.await(after);
                Awaited.until(() -> replica.get("/health/ready", "").statusCode() == 200);
                String later = ada.makeKey("later", "server");
                Awaited.until(() -> replica.get("/sdk/v1/snapshot", later).statusCode() == 302);
                ada.revokeKey("later");
                Awaited.until(() -> replica.get("/sdk/v1/snapshot", later).statusCode() == 401);
                assertThat(replica.get("/sdk/v1/snapshot", key).statusCode()).isEqualTo(302);
            }
        }
    }
}
