package dev.belay.verification.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer of connections: each goes to the node whose turn it is, or to the next that accepts it, and ends when
 * either side ends it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Balancer implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;

    private final InService nodes;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Balancer(InService nodes, ServerSocket listening) {
        this.nodes = nodes;
        this.listening = listening;
    }

    static Balancer to(InService nodes) throws IOException {
        Balancer balancer = new Balancer(nodes, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("balancer").start(balancer::accept);
        return balancer;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                // Closing ends the loop; whatever else it was, the next connection may be better.
            }
        }
    }

    private void connect(Socket client) {
        Socket node = nodeFor();
        if (node == null) {
            close(client);
            return;
        }
        open.add(node);
        Thread.ofVirtual().start(() -> pass(client, node));
        pass(node, client);
    }

    private @Nullable Socket nodeFor() {
        for (URI each : nodes.inTurn()) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(each.getHost(), each.getPort()), CONNECT_MILLIS);
                return socket;
            } catch (IOException refused) {
                close(socket);
            }
        }
        return null;
    }

    private void pass(Socket from, Socket to) {
        try (InputStream bytes = from.getInputStream()) {
            bytes.transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // An end as good as any.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException already) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(this::close);
    }
}
