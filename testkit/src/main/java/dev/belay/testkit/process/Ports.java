package dev.belay.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds free ports on the loopback interface, and waits until something listens on one.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Ports {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    /** Below those that systems give to connections and to whoever asks for any port: it stays free while its server is away. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;

    /** Processes that look at the same time begin at different places. */
    private static final AtomicLong NEXT =
            new AtomicLong(ProcessHandle.current().pid() * 131);

    private Ports() {}

    /** A port that nothing listens on, and that nobody else is given for a long time. */
    public static int free() {
        for (int looked = 0; looked < COUNT; looked++) {
            int port = FIRST + (int) (NEXT.getAndIncrement() % COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port from " + FIRST + " on is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Waits for a listener, and answers whether there is one. */
    public static boolean awaitListener(int port) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
