package dev.belay.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Stands between a node and its PostgreSQL server and can lose notifications, and nothing else. The connections must not be
 * encrypted. <b>Thread-safety:</b> safe for use by many threads.
 */
public final class NotificationFilter implements AutoCloseable {

    private static final char NOTIFICATION = 'A';
    private static final int LENGTH_BYTES = 4;

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private volatile boolean losing;

    private NotificationFilter(ServerSocket listening, InetSocketAddress server) {
        this.listening = listening;
        this.server = server;
    }

    /** Begins to pass everything on to the server that a JDBC address names. */
    public static NotificationFilter before(String url) throws IOException {
        URI address = URI.create(url.substring("jdbc:".length()));
        NotificationFilter filter = new NotificationFilter(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                new InetSocketAddress(address.getHost(), address.getPort()));
        Thread.ofVirtual().start(filter::accept);
        return filter;
    }

    /** The same database behind this filter. */
    public String url(String direct) {
        return direct.replace(":" + server.getPort() + "/", ":" + listening.getLocalPort() + "/")
                + "&sslmode=disable&gssEncMode=disable";
    }

    /** From now on notifications are lost. */
    public void lose() {
        losing = true;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket toServer = new Socket();
                toServer.connect(server);
                client.setTcpNoDelay(true);
                toServer.setTcpNoDelay(true);
                pump(client, toServer, () -> client.getInputStream().transferTo(toServer.getOutputStream()));
                pump(client, toServer, () -> passOn(toServer.getInputStream(), client.getOutputStream()));
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    private static void pump(Socket one, Socket other, Transfer transfer) {
        Thread.ofVirtual().start(() -> {
            try (one;
                    other) {
                transfer.run();
            } catch (IOException gone) {
                // Both ends are closed then.
            }
        });
    }

    /** Each message is a letter, its length and the rest. */
    private void passOn(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to));
        try {
            while (true) {
                int kind = in.readUnsignedByte();
                int length = in.readInt();
                byte[] rest = in.readNBytes(length - LENGTH_BYTES);
                if (kind != NOTIFICATION || !losing) {
                    out.writeByte(kind);
                    out.writeInt(length);
                    out.write(rest);
                }
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (EOFException ended) {
            out.flush();
        }
    }

    private interface Transfer {
        void run() throws IOException;
    }
}
