package dev.belay.server.fleet;

import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what this node knows where others read it: flag sets with news at once, those with mere signs of life now and
 * then, and the others seldom, because time alone changes something, too.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class OwnReports {

    /** How often this node shows that it is there, and passes signs of life of others on. */
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger("belay.fleet");

    private final Fleet fleet;
    private final FleetTables tables;
    private final Map<LedgerId, Changes.Count> written = new HashMap<>();
    private long generation;
    private long signedAt = System.nanoTime() - SIGN_OF_LIFE.toNanos();
    private long refreshedAt = System.nanoTime();

    OwnReports(Fleet fleet, FleetTables tables) {
        this.fleet = fleet;
        this.tables = tables;
    }

    /**
     * Writes what is to be written by now.
     *
     * @return how many bytes that were
     * @throws LedgerException if the database cannot take it; it is written with the next ones
     */
    long write() {
        long now = System.nanoTime();
        boolean signs = now - signedAt >= SIGN_OF_LIFE.toNanos();
        if (signs) {
            sign(now);
        }
        return writeReports(signs);
    }

    /** Says that this node is there, and writes everything anew where the tables have forgotten it. */
    private void sign(long now) {
        boolean refresh = now - refreshedAt >= REFRESH.toNanos();
        if (!tables.beat() || refresh) {
            written.clear();
        }
        if (refresh) {
            tables.sweep();
            refreshedAt = now;
        }
        signedAt = now;
    }

    private long writeReports(boolean signs) {
        Map<LedgerId, Changes.Count> due = fleet.counts();
        due.entrySet().removeIf(each -> !isDue(each.getKey(), each.getValue(), signs));
        Map<String, byte[]> reports = new HashMap<>();
        due.keySet().forEach(flagSet -> add(flagSet, reports));
        if (!reports.isEmpty()) {
            tables.write(reports, ++generation);
        }
        written.putAll(due);
        return reports.values().stream().mapToLong(report -> report.length).sum();
    }

    private boolean isDue(LedgerId flagSet, Changes.Count count, boolean signs) {
        Changes.Count before = written.getOrDefault(flagSet, Changes.Count.NONE);
        return count.news() != before.news() || (signs && count.signs() != before.signs());
    }

    private void add(LedgerId flagSet, Map<String, byte[]> reports) {
        try {
            reports.put(flagSet.text(), NodeReportFormat.write(fleet.own(flagSet)));
        } catch (RuntimeException failure) {
            LOG.error("fleet.report-failed flagSet={}", flagSet, failure);
        }
    }
}
