package dev.belay.client.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, guarded by a watchdog from the first byte sent to the last byte received.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time, but for {@link #abort}, which any thread may call.
 */
public final class Exchange implements AutoCloseable {

    private final Watchdog watchdog;
    private volatile @Nullable CompletableFuture<HttpResponse<InputStream>> answer;
    private volatile boolean aborted;
    private @Nullable HttpResponse<InputStream> response;

    private Exchange(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /**
     * Sends a request and waits for the head of the answer.
     *
     * @throws IOException if there is no answer, or none in time
     * @throws InterruptedException if the thread is interrupted
     */
    public static Exchange open(HttpClient client, HttpRequest request, Watchdog watchdog)
            throws IOException, InterruptedException {
        Exchange exchange = new Exchange(watchdog);
        watchdog.guard(exchange);
        try {
            exchange.response = exchange.send(client, request);
            return exchange;
        } catch (IOException | InterruptedException failure) {
            exchange.close();
            throw failure;
        }
    }

    private HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        answer = sent;
        if (aborted) {
            close();
        }
        try {
            HttpResponse<InputStream> received = sent.get();
            watchdog.touch();
            return received;
        } catch (CancellationException abortedMeanwhile) {
            throw silent();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException io ? io : new IOException(failure.getCause());
        }
    }

    /** The status code of the answer. */
    public int status() {
        return response().statusCode();
    }

    /** The headers of the answer. */
    public HttpHeaders headers() {
        return response().headers();
    }

    /** The body as it arrives; reading fails once the exchange was aborted. */
    public InputStream body() {
        return new WatchedBody(response().body());
    }

    /** Ends the exchange; whoever reads from it gets an {@link IOException}. */
    public void abort() {
        aborted = true;
        close();
    }

    @Override
    public void close() {
        watchdog.release(this);
        CompletableFuture<HttpResponse<InputStream>> sent = answer;
        if (sent != null) {
            sent.cancel(true);
            sent.thenAccept(Exchange::closeBody).exceptionally(failed -> null);
        }
    }

    private IOException silent() {
        return new IOException("Nothing was received for " + watchdog.patience().toSeconds() + " seconds");
    }

    private HttpResponse<InputStream> response() {
        if (response == null) {
            throw new IllegalStateException("The exchange has not been answered");
        }
        return response;
    }

    private static void closeBody(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException alreadyGone) {
            // Nothing is left to be closed.
        }
    }

    private final class WatchedBody extends FilterInputStream {

        WatchedBody(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = receive(target, from, length);
            if (aborted) {
                throw silent();
            }
            watchdog.touch();
            return count;
        }

        private int receive(byte[] target, int from, int length) throws IOException {
            try {
                return in.read(target, from, length);
            } catch (IOException failure) {
                throw aborted ? silent() : failure;
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }
    }
}
