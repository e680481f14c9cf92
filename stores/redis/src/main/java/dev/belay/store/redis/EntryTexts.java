package dev.belay.store.redis;

import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a ledger's stream of entries.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
record EntryTexts(RedisLink link, RedisKeys keys) {

    static final String AT = "at";
    static final String BODY = "body";

    private static final byte[] NOTHING = new byte[0];

    /**
     * The entry with this revision, if there is one.
     *
     * @throws LedgerBrokenException if it is not what was once recorded
     */
    Optional<LedgerEntry> find(LedgerId ledger, long revision) {
        return revision < 1
                ? Optional.empty()
                : between(ledger, revision - 1, revision, 1).stream().findFirst();
    }

    /**
     * Entries after one revision and up to another, ascending, at most so many.
     *
     * @throws LedgerBrokenException if one is not what was once recorded
     */
    List<LedgerEntry> between(LedgerId ledger, long after, long last, int limit) {
        if (last <= after) {
            return List.of();
        }
        return link.ask(connection -> range(connection, ledger, after + 1, last, limit)).stream()
                .map(message -> entry(ledger, message))
                .toList();
    }

    /** The last revision up to {@code newest} whose entry is not later than an instant; 0 if none. */
    long newestAt(LedgerId ledger, Instant instant, long newest) {
        long low = 0;
        long high = newest;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (at(ledger, middle) > instant.toEpochMilli()) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private long at(LedgerId ledger, long revision) {
        return link.ask(connection -> range(connection, ledger, revision, revision, 1)).stream()
                .findFirst()
                .map(message -> Long.parseLong(Bytes.text(message.getBody().getOrDefault(AT, NOTHING))))
                .orElseThrow(() -> new LedgerBrokenException(new BrokenEntry(ledger, revision, "it is missing")));
    }

    private List<StreamMessage<String, byte[]>> range(
            StatefulRedisConnection<String, byte[]> connection, LedgerId ledger, long first, long last, int limit) {
        return connection
                .sync()
                .xrange(keys.entries(ledger), Range.create(first + "-0", last + "-0"), Limit.from(limit));
    }

    private static LedgerEntry entry(LedgerId ledger, StreamMessage<String, byte[]> message) {
        long revision =
                Long.parseLong(message.getId().substring(0, message.getId().indexOf('-')));
        LedgerEntry entry = read(ledger, revision, message.getBody());
        if (entry.revision() != revision) {
            throw broken(ledger, revision, "revision " + entry.revision() + " stands in its place");
        }
        if (!EntryFormat.hashHolds(entry)) {
            throw broken(ledger, revision, "its content does not have the hash " + entry.hash() + " that it carries");
        }
        return entry;
    }

    private static LedgerEntry read(LedgerId ledger, long revision, Map<String, byte[]> fields) {
        try {
            return EntryFormat.read(fields.getOrDefault(BODY, NOTHING));
        } catch (RuntimeException unreadable) {
            throw broken(ledger, revision, "it cannot be read: " + unreadable.getMessage());
        }
    }

    private static LedgerBrokenException broken(LedgerId ledger, long revision, String detail) {
        return new LedgerBrokenException(new BrokenEntry(ledger, revision, detail));
    }
}
