package dev.belay.example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Customers who buy something all the time, a hundred a second.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Customers implements AutoCloseable {

    private static final int PER_SECOND = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final AtomicInteger numbers = new AtomicInteger();
    private final URI storefront;
    private final ScheduledFuture<?> arrivals;
    private Tally current = Tally.NOTHING;

    Customers(URI storefront) {
        this.storefront = storefront;
        this.arrivals = clock.scheduleAtFixedRate(
                () -> Thread.ofVirtual().start(this::buy), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
    }

    /** Waits for that many purchases, successful or not, that began after this call. */
    Tally watch(int purchases) throws InterruptedException {
        int before = numbers.get();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        synchronized (this) {
            current = Tally.NOTHING;
            while (current.requests() < purchases) {
                if (System.nanoTime() > deadline) {
                    throw new StoryException("only " + current.requests() + " purchases of " + purchases
                            + " were seen since customer " + before);
                }
                wait(1_000);
            }
            return current;
        }
    }

    @Override
    public void close() {
        arrivals.cancel(false);
        clock.shutdownNow();
        http.shutdownNow();
    }

    private void buy() {
        URI purchase = storefront.resolve("/buy?customer=customer-" + numbers.incrementAndGet());
        try {
            count(tallyOf(http.send(HttpRequest.newBuilder(purchase).build(), HttpResponse.BodyHandlers.ofString())));
        } catch (IOException unreachable) {
            count(new Tally(0, 0, 1));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Tally tallyOf(HttpResponse<String> answer) {
        boolean paid = answer.statusCode() == 200;
        return new Tally(paid ? 1 : 0, paid && answer.body().startsWith("EXPRESS") ? 1 : 0, paid ? 0 : 1);
    }

    private synchronized void count(Tally tally) {
        current = current.plus(tally);
        notifyAll();
    }
}
