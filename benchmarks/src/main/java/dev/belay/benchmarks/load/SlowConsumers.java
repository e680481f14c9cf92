package dev.belay.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections that ask for the stream and then take nothing of it, or one byte a second. */
final class SlowConsumers implements AutoCloseable {

    private static final int RECEIVE_BYTES = 4_096;

    private final List<SocketChannel> connections = new ArrayList<>();

    /** Opens connections; what they have taken is thrown away. */
    static SlowConsumers open(List<URI> servers, String serverKey, int count) throws IOException {
        SlowConsumers all = new SlowConsumers();
        for (int number = 0; number < count; number++) {
            URI server = servers.get(number % servers.size());
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
            channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.write(ByteBuffer.wrap(request(server, serverKey)));
            all.connections.add(channel);
        }
        return all;
    }

    private static byte[] request(URI server, String serverKey) {
        return ("GET /sdk/v1/stream HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer "
                        + serverKey + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes one byte a second of each, until the connections are closed. */
    void trickle() {
        Thread.ofPlatform().daemon().name("trickle").start(() -> {
            try {
                while (!connections.isEmpty()) {
                    for (SocketChannel each : List.copyOf(connections)) {
                        each.read(ByteBuffer.allocate(1));
                    }
                    TimeUnit.SECONDS.sleep(1);
                }
            } catch (IOException | InterruptedException over) {
                // They are closed, by the server or here.
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel each : connections) {
            each.close();
        }
    }
}
