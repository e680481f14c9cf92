package dev.belay.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets whoever was outrun go first. Otherwise a store that has just appended knows everything already and is the faster
 * one again and again. A store that was outrun claims the next turn by a key that expires soon, and others wait for it.
 * The claim is advice: what counts is that a batch follows the newest mark, so that a claim that is lost, or outlived by
 * whoever made it, costs time and nothing else.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class RedisTurns {

    /** How long a claim keeps others waiting whose owner has died. */
    static final Duration LIFETIME = Duration.ofSeconds(1);

    private static final long MOST_NANOS_BETWEEN_LOOKS = Duration.ofMillis(4).toNanos();

    private final RedisLink link;
    private final String key;
    private final String owner;

    /** Whether the turn before this one was for nothing. */
    private boolean outrun;

    /** Whether this store has claimed the turn. */
    private boolean claimed;

    RedisTurns(RedisLink link, RedisKeys keys, String owner) {
        this.link = link;
        this.key = keys.turn();
        this.owner = owner;
    }

    /** Before a turn: claims it if the one before was for nothing, and waits for another's claim. */
    void begin() {
        if (outrun) {
            long end = System.nanoTime() + LIFETIME.toNanos();
            while (!claim() && System.nanoTime() < end) {
                pause();
            }
        }
        outrun = false;
    }

    /** Whether a claim keeps this store waiting. */
    boolean isOthers(String claim) {
        return !claim.isEmpty() && !claim.equals(owner);
    }

    /** Waits until no other has claimed the turn, but not for longer than a claim lasts. */
    void awaitOthers() {
        long end = System.nanoTime() + LIFETIME.toNanos();
        do {
            pause();
        } while (isOthers(newestClaim()) && System.nanoTime() < end);
    }

    private String newestClaim() {
        byte[] claim = link.ask(connection -> connection.sync().get(key));
        return claim == null ? "" : Bytes.text(claim);
    }

    /** Says that others have appended in this turn. */
    void lost() {
        outrun = true;
    }

    /** Says that the batch is appended, which has taken the claim away, too. */
    void won() {
        claimed = false;
    }

    /** After a turn: gives back a claim that was not needed. */
    void end() {
        if (claimed && !outrun) {
            claimed = false;
            try {
                link.once(connection -> RedisScript.RELEASE.run(connection, List.of(key), List.of(Bytes.of(owner))));
            } catch (RuntimeException expiresByItself) {
                // Others wait for a moment.
            }
        }
    }

    private boolean claim() {
        List<byte[]> whose = List.of(Bytes.of(owner), Bytes.of(Long.toString(LIFETIME.toMillis())));
        claimed = link.ask(connection -> RedisScript.CLAIM.run(connection, List.of(key), whose))
                .equals(1L);
        return claimed;
    }

    private static void pause() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_NANOS_BETWEEN_LOOKS));
    }
}
