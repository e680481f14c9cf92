package dev.belay.ledger.serial;

import dev.belay.json.state.LedgerState;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest states of one ledger, which share most of what they consist of.
 *
 * <p><b>Thread-safety:</b> one thread publishes, any may read. A state is put into its slot before it becomes the head,
 * so whoever sees a head finds it, and a slot that meanwhile holds a newer state is told by its revision.
 */
final class Line {

    private final AtomicReferenceArray<LedgerState> recent;
    private volatile LedgerState head;

    Line(LedgerState head, int recentStates) {
        this.recent = new AtomicReferenceArray<>(recentStates);
        this.head = head;
        publish(head);
    }

    void publish(LedgerState state) {
        recent.set(slot(state.position().revision()), state);
        head = state;
    }

    LedgerState head() {
        return head;
    }

    long revision() {
        return head.position().revision();
    }

    Optional<LedgerState> recent(long revision) {
        return Optional.ofNullable(recent.get(slot(revision)))
                .filter(state -> state.position().revision() == revision);
    }

    private int slot(long revision) {
        return (int) (revision % recent.length());
    }
}
