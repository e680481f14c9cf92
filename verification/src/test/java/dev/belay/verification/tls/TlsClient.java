package dev.belay.verification.tls;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.store.redis.RedisNewsChannel;
import dev.belay.store.redis.RedisSettings;
import dev.belay.store.redis.RedisStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * An application, whose JVM decides whom it trusts: opens a store at each address that it is given, and listens to news
 * there, until its process is ended.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class TlsClient {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Begins the line of a store that was opened. */
    static final String OPENED = "opened ";

    /** Begins the line of a store that was not. */
    static final String REFUSED = "refused ";

    /** Begins the line of news that are listened to. */
    static final String LISTENS = "listens ";

    private TlsClient() {}

    /** Takes the addresses. */
    public static void main(String[] addresses) throws InterruptedException {
        for (String address : addresses) {
            RedisSettings settings = RedisSettings.of(address).withPatience(PATIENCE);
            RedisNewsChannel.on(settings).listen(() -> System.out.println(LISTENS + address));
            open(settings);
        }
        new CountDownLatch(1).await();
    }

    private static void open(RedisSettings settings) {
        try (LedgerStore _ = RedisStore.open(settings, Clock.systemUTC(), () -> "epoch")) {
            System.out.println(OPENED + settings.address());
        } catch (StoreUnavailableException refused) {
            System.out.println(REFUSED + settings.address() + " " + refused.getMessage());
        }
    }
}
