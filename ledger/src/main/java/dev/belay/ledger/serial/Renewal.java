package dev.belay.ledger.serial;

import dev.belay.core.Position;
import dev.belay.json.entry.Actor;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.Draft;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The way on for ledgers whose storage does not have everything that was acknowledged, because it was restored from a
 * backup or failed over: they go on from what is there, in a new epoch, so that nobody takes the revisions that are
 * given from now on for those that were lost.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class Renewal {

    private static final Actor BELAY = new Actor("system", "belay", "Belay");
    private static final Optional<String> REASON =
            Optional.of("The storage was restored or has failed over; what was acknowledged later may be lost");

    private final Map<LedgerId, Step> steps = new TreeMap<>();
    private final List<Batch.Written> written = new ArrayList<>();
    private final Instant now;

    Renewal(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Ends a ledger's line; {@code found} is where the storage stands. */
    void begin(LedgerId ledger, Recovered found, String epoch) {
        LedgerEntry entry = seal(found, epoch);
        LedgerState after = found.head().apply(entry.position(), entry.at(), List.of());
        written.add(new Batch.Written(ledger, entry, after, List.of(), List.of()));
        steps.put(ledger, new Step(entry, new Recovered(after, entry.hash())));
    }

    /** What has to be stored. */
    Batch batch() {
        return new Batch(List.of(), written, Map.of(), List.of(), Instant.EPOCH);
    }

    /** Where each ledger stands afterwards, and by which entry. */
    Map<LedgerId, Step> steps() {
        return steps;
    }

    private LedgerEntry seal(Recovered found, String epoch) {
        LedgerState head = found.head();
        Position next = new Position(epoch, head.position().revision() + 1);
        Instant at = now.isBefore(head.at()) ? head.at() : now;
        return EntryFormat.seal(
                next, at, BELAY, Optional.empty(), "renew-epoch", REASON, List.of(), Draft.NO_LINKS, found.headHash());
    }

    /** A ledger's step into another line of history. */
    record Step(LedgerEntry entry, Recovered after) {}
}
