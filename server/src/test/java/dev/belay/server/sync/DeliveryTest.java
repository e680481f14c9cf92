package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.server.access.Credential;
import dev.belay.server.access.Credentials;
import dev.belay.server.access.KeyKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final int LONG_VALUE = 60_000;
    private static final int ENTRIES = 500;

    private final SyncServer server = SyncServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsLittleForAReceiverThatDoesNotRead() throws IOException {
        try (Socket socket = connect()) {
            socket.setReceiveBufferSize(16 << 10);
            ask(socket);
            awaitUntil(() -> server.streams() == 1);
            for (int each = 0; each < ENTRIES; each++) {
                server.put(LONG_VALUE + each % 2, "flag");
            }
            Position head = server.put(10, "last");
            awaitUntil(() -> server.slow() >= 1);

            long received = readUntil(socket, head);

            assertThat(received).isLessThan((long) LONG_VALUE * ENTRIES / 4);
        }
    }

    @Test
    void forgetsReceiversThatVanish() throws IOException {
        try (Socket socket = connect()) {
            ask(socket);
            awaitUntil(() -> server.streams() == 1);
            socket.setSoLinger(true, 0);
        }

        awaitUntil(() -> server.streams() == 0);
    }

    @Test
    void endsStreamsWhenTheirKeyIsRevoked() {
        Credentials.Made<Credential.FlagSetKey> made = server.made(SyncServer.FLAGS, KeyKind.SERVER);
        try (StreamReader revoked = StreamReader.open(server.at("/sdk/v1/stream"), made.secret());
                StreamReader other = server.stream()) {
            revoked.next();
            other.next();
            server.revoke(made.credential());
            revoked.awaitEnd();
            server.put(10, "a");

            assertThat(StreamTest.names(other.frame())).containsExactly("begin", "put", "commit");
        }
    }

    @Test
    void refusesClientKeysAndUnknownOnes() {
        try (StreamReader client = StreamReader.open(server.at("/sdk/v1/stream"), server.key(KeyKind.CLIENT));
                StreamReader unknown = StreamReader.open(server.at("/sdk/v1/stream"), "belay_server_unknown")) {
            assertThat(client.status()).isEqualTo(403);
            assertThat(client.header("content-type")).isEqualTo("application/problem+json");
            assertThat(unknown.status()).isEqualTo(401);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.at("/").getPort());
    }

    private void ask(Socket socket) throws IOException {
        String request = "GET /sdk/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + server.key(KeyKind.SERVER) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static long readUntil(Socket socket, Position head) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[64 << 10];
        String wanted = "\"position\":\"" + head + '"';
        String seen = "";
        long received = 0;
        while (!seen.contains(wanted)) {
            int count = in.read(buffer);
            assertThat(count).as("bytes before the stream ended").isPositive();
            received += count;
            String tail = seen.substring(Math.max(0, seen.length() - wanted.length()));
            seen = tail + new String(buffer, 0, count, StandardCharsets.UTF_8);
        }
        return received;
    }

    static void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition held within 20 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
