package dev.belay.ledger.serial;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.StateBytes;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Committed;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.UnknownLedgerException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * What can be read: the newest states from memory, everything else from the journal, and nothing that is not published
 * yet even if the journal has it, so that all answers fit together. A break that any read comes upon ends the changes.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; only the writer's publishes.
 */
final class Reads {

    private final Journal journal;
    private final Health health;
    private final SerialSettings settings;
    private final ConcurrentSkipListMap<LedgerId, Line> lines = new ConcurrentSkipListMap<>();

    Reads(Journal journal, Health health, Map<LedgerId, Recovered> recovered, SerialSettings settings) {
        this.journal = journal;
        this.health = health;
        this.settings = settings;
        recovered.forEach((ledger, tip) -> lines.put(ledger, new Line(tip.head(), settings)));
    }

    void publish(Committed committed) {
        Line line = lines.get(committed.ledger());
        if (line == null) {
            lines.put(committed.ledger(), new Line(committed.after(), settings));
        } else {
            line.publish(committed.after(), replaced(committed));
        }
    }

    private static long replaced(Committed committed) {
        List<SubjectState> changed = committed.entry().map(LedgerEntry::changes).orElse(List.of()).stream()
                .map(change -> committed.after().subject(change.subject()))
                .filter(Objects::nonNull)
                .toList();
        return StateBytes.replaced(committed.before(), changed);
    }

    /** Forgets the states of a ledger's other line of history. */
    void replace(LedgerId ledger, LedgerState state) {
        lines.put(ledger, new Line(state, settings));
    }

    /** Does as if a ledger had never been. */
    void forget(LedgerId ledger) {
        lines.remove(ledger);
    }

    List<LedgerId> ledgers() {
        return List.copyOf(lines.keySet());
    }

    boolean exists(LedgerId ledger) {
        return lines.containsKey(ledger);
    }

    LedgerState head(LedgerId ledger) {
        return line(ledger).head();
    }

    LedgerState at(LedgerId ledger, long revision) {
        Line line = line(ledger);
        long newest = line.revision();
        long oldest = journal.oldest(ledger);
        if (revision < oldest || revision > newest) {
            throw new RevisionUnreachableException(revision, oldest, newest);
        }
        return line.recent(revision).orElseGet(() -> watch(() -> journal.at(ledger, revision)));
    }

    long revisionAt(LedgerId ledger, Instant instant) {
        LedgerState head = head(ledger);
        long newest = head.position().revision();
        return head.at().isAfter(instant) ? Math.min(newest, watch(() -> journal.revisionAt(ledger, instant))) : newest;
    }

    long oldest(LedgerId ledger) {
        line(ledger);
        return journal.oldest(ledger);
    }

    Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        long newest = line(ledger).revision();
        Optional<LedgerEntry> entry =
                revision > newest ? Optional.empty() : watch(() -> journal.entry(ledger, revision));
        if (entry.isEmpty() && revision > 0 && revision < journal.oldest(ledger)) {
            throw new RevisionUnreachableException(revision, journal.oldest(ledger), newest);
        }
        return entry;
    }

    List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit is " + limit + "; it must be at least 1");
        }
        long newest = line(ledger).revision();
        requireKept(ledger, after, newest);
        int atMost = (int) Math.min(limit, Math.max(0, newest - after));
        return atMost == 0 ? List.of() : watch(() -> journal.entries(ledger, after, atMost));
    }

    private void requireKept(LedgerId ledger, long after, long newest) {
        long oldest = journal.oldest(ledger);
        if (oldest > 0 && after < oldest) {
            throw new RevisionUnreachableException(after, oldest, newest);
        }
    }

    List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        long newest = line(ledger).revision();
        return watch(() -> journal.versions(ledger, subject)).stream()
                .filter(version -> version.position().revision() <= newest)
                .toList();
    }

    Optional<Document> document(String hash) {
        return watch(() -> journal.document(hash));
    }

    Optional<Document> documentAlone(String hash) {
        return watch(() -> journal.documentAlone(hash));
    }

    /** Those of some chunks that are not stored. */
    List<MemberChunk> missing(Collection<MemberChunk> chunks) {
        if (chunks.isEmpty()) {
            return List.of();
        }
        List<String> hashes = chunks.stream().map(MemberChunk::hash).toList();
        Set<String> missing = watch(() -> journal.missing(hashes));
        return chunks.stream().filter(chunk -> missing.contains(chunk.hash())).toList();
    }

    Optional<IdempotencyRecord> idempotency(IdempotencyKey key, Instant notBefore) {
        return watch(() -> journal.idempotency(key, notBefore));
    }

    private <T> T watch(Supplier<T> read) {
        try {
            return read.get();
        } catch (LedgerBrokenException broken) {
            health.broken(broken.finding());
            throw broken;
        }
    }

    private Line line(LedgerId ledger) {
        Line line = lines.get(ledger);
        if (line == null) {
            throw new UnknownLedgerException(ledger);
        }
        return line;
    }
}
