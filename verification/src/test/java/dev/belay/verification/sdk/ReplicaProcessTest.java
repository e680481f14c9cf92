package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.testkit.process.BelayProcess;
import dev.belay.testkit.process.ChildProcess;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.server.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and its replica in processes of their own, as their users start them. */
class ReplicaProcessTest {

    private static final Path LAUNCHER =
            Path.of("").toAbsolutePath().getParent().resolve("belay");
    private static final String FLAGS = "/api/v1/projects/default/environments/production";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    @Test
    void servesWhileItsUpstreamIsKilledAndFollowsWhenItIsBack() throws Exception {
        int port = Ports.free();
        URI address = URI.create("http://127.0.0.1:" + port);
        try (ChildProcess server = server(port)) {
            send(address, "PUT", "/flags/shop.banner", RunningServer.document("shop.banner", "on"));
            String key = key(address, "server");
            Path keys = Files.writeString(folder.resolve("replica.keys"), key(address, "replica") + "\n");
            try (BelayProcess replica = BelayProcess.start(
                            LAUNCHER,
                            folder.resolve("copies"),
                            "--upstream",
                            address.toString(),
                            "--key-file",
                            keys.toString());
                    Watched shop = new Watched(replica.address(), key, Settings.DEFAULT)) {
                shop.await(Status.State.READY);

                server.kill();

                shop.await(Status.State.STALE);
                assertThat(shop.isActive("shop.banner")).isTrue();
                try (ChildProcess again = server(port)) {
                    assertThat(again.pid()).isPositive();
                    shop.await(Status.State.READY);

                    send(address, "POST", "/flags/shop.banner/disable", "{\"reason\": \"test\"}");

                    shop.await(() -> !shop.isActive("shop.banner"));
                }
            }
        }
    }

    private ChildProcess server(int port) throws Exception {
        ChildProcess server = ChildProcess.start(
                "belay",
                List.of(
                        LAUNCHER.toString(),
                        "serve",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data").toString()),
                Map.of("BELAY_ADMIN_TOKEN", BelayProcess.ADMIN_TOKEN));
        try {
            server.await(line -> line.startsWith("Belay is ready at "), PATIENCE);
            return server;
        } catch (IllegalStateException notReady) {
            server.close();
            throw notReady;
        }
    }

    private String key(URI server, String kind) {
        String made = send(server, "POST", "/keys", "{\"name\": \"" + kind + "\", \"kind\": \"" + kind + "\"}");
        return Administrator.tree(made).path("key").textValue();
    }

    private String send(URI server, String method, String path, String body) {
        HttpResponse<String> answer =
                RunningReplica.send(http, URI.create(server + FLAGS + path), method, BelayProcess.ADMIN_TOKEN, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }
}
