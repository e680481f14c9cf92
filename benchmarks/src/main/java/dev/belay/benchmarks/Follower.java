package dev.belay.benchmarks;

import dev.belay.client.Belay;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;

/**
 * An application with the SDK: says {@code ready}, then {@code applied POSITION MICROSECONDS} for each change of the flag
 * that its last argument names.
 */
public final class Follower {

    private Follower() {}

    /** Follows until it is stopped. Arguments: server, server key, flag. */
    public static void main(String[] arguments) throws InterruptedException {
        Belay belay = Belay.connect(URI.create(arguments[0]), arguments[1]);
        belay.onChange(arguments[2], change -> System.out.println("applied " + change.position() + " " + micros()));
        if (!belay.awaitReady(Duration.ofSeconds(60))) {
            throw new IllegalStateException("The SDK did not become ready: " + belay.status());
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
