package dev.belay.verification.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What may go wrong between an SDK and a server: passes bytes on, alters them, holds requests back, or takes the network
 * away.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Proxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = Collections.synchronizedSet(new HashSet<>());
    private volatile @Nullable Alteration alteration;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile String heldPath = "";
    private volatile boolean partitioned;

    private record Alteration(String from, String to) {}

    private Proxy(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    static Proxy to(int port) throws IOException {
        return new Proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Alters the next answer that has a text; the other one is as long. */
    void alterOnce(String from, String to) {
        alteration = new Alteration(from, to);
    }

    /** Holds requests for a path back until {@link #letGo}. */
    void hold(String path) {
        held = new CountDownLatch(1);
        heldPath = path;
    }

    void letGo() {
        heldPath = "";
        held.countDown();
    }

    /** Takes the network away, without a word to either end; or brings it back. */
    void partition(boolean away) {
        partitioned = away;
        if (!away) {
            closeAll();
        }
    }

    @Override
    public void close() {
        letGo();
        closeQuietly(listening);
        closeAll();
    }

    private void closeAll() {
        for (Socket socket : open.toArray(Socket[]::new)) {
            closeQuietly(socket);
            open.remove(socket);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException closed) {
            closeAll();
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket();
            open.add(server);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            Thread.ofVirtual().start(() -> pump(server, client, false));
            pump(client, server, true);
        } catch (IOException unreachable) {
            closeQuietly(client);
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!partitioned) {
                    out.write(passed(new String(buffer, 0, count, StandardCharsets.ISO_8859_1), requests));
                    out.flush();
                }
            }
        } catch (IOException closed) {
            // Both ends are closed.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
        }
    }

    private byte[] passed(String text, boolean request) throws InterruptedException {
        if (request) {
            if (!heldPath.isEmpty() && text.startsWith("GET " + heldPath)) {
                held.await();
            }
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        return altered(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private synchronized String altered(String text) {
        Alteration wanted = alteration;
        if (wanted == null || !text.contains(wanted.from())) {
            return text;
        }
        alteration = null;
        return text.replace(wanted.from(), wanted.to());
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
