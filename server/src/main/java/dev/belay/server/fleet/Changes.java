package dev.belay.server.fleet;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what happens in the fleet of a flag set, so that whoever tells others of it, or waits for it, need not compare.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Changes {

    private final AtomicLong news = new AtomicLong();
    private final AtomicLong signs = new AtomicLong();
    private final Runnable onNews;

    /** @param onNews run after each change that somebody may wait for; must be quick */
    Changes(Runnable onNews) {
        this.onNews = onNews;
    }

    /**
     * Counts something.
     *
     * @param isNews whether somebody may wait for it; otherwise it is a sign of life only
     */
    void note(boolean isNews) {
        if (isNews) {
            news.incrementAndGet();
            onNews.run();
        } else {
            signs.incrementAndGet();
        }
    }

    /** What has been counted so far. */
    Count count() {
        return new Count(news.get(), signs.get());
    }

    /**
     * How much has happened.
     *
     * @param news  what somebody may wait for
     * @param signs signs of life
     */
    record Count(long news, long signs) {

        static final Count NONE = new Count(0, 0);
    }
}
