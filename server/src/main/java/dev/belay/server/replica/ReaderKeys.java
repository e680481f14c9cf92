package dev.belay.server.replica;

import dev.belay.server.access.KeyList;
import dev.belay.server.replica.KeyFile.Kept;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a flag set's readers, as the upstream knows them: asked for when it says that they have changed, and every
 * few seconds in any case.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class ReaderKeys implements AutoCloseable {

    /** How often the file says that the copy is up to date, while it is. */
    private static final Duration NOTE = Duration.ofMinutes(1);

    private final UpstreamKeys upstream;
    private final Optional<KeyFile> file;
    private final Duration poll;
    private final Supplier<Instant> confirmed;
    private final Runnable onChange;
    private final Semaphore askNow = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("belay-replica-keys").unstarted(this::follow);

    private volatile @Nullable KeyList list;
    private volatile String trouble = "";
    private Instant noted = Instant.EPOCH;

    /**
     * Keys that have not been asked for.
     *
     * @param poll      how often they are
     * @param confirmed when the states were last known to be the newest, which the file says, too
     * @param onChange  run after every change
     */
    ReaderKeys(
            UpstreamKeys upstream,
            Optional<KeyFile> file,
            Duration poll,
            Supplier<Instant> confirmed,
            Runnable onChange) {
        this.upstream = upstream;
        this.file = file;
        this.poll = poll;
        this.confirmed = confirmed;
        this.onChange = onChange;
    }

    /** Takes what the file has, and answers when the copy was the newest according to it. */
    Instant load() {
        Optional<Kept> kept = file.flatMap(KeyFile::load);
        kept.ifPresent(found -> list = found.keys());
        return kept.map(Kept::confirmedAt).orElse(Instant.EPOCH);
    }

    void start() {
        thread.start();
    }

    /** Has the upstream asked soon. */
    void askNow() {
        askNow.release();
    }

    /** All of them; nothing before any are known. */
    Optional<KeyList> list() {
        return Optional.ofNullable(list);
    }

    /** Why the last attempt to ask failed; empty if it did not. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void follow() {
        try {
            while (true) {
                ask();
                if (askNow.tryAcquire(poll.toNanos(), TimeUnit.NANOSECONDS)) {
                    askNow.drainPermits();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        try {
            Optional<KeyList> changed = upstream.fetchChanged();
            changed.ifPresent(found -> list = found);
            trouble = "";
            note(changed.isPresent());
            if (changed.isPresent()) {
                onChange.run();
            }
        } catch (IOException | RuntimeException failure) {
            trouble = "The keys of its readers cannot be read: "
                    + (failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
        }
    }

    private void note(boolean changed) {
        KeyList known = list;
        Instant at = confirmed.get();
        if (known != null && (changed || at.isAfter(noted.plus(NOTE)))) {
            file.ifPresent(keyFile -> keyFile.save(new Kept(known, at)));
            noted = at;
        }
    }
}
