package dev.belay.ledger.serial;

import dev.belay.json.state.LedgerState;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest states of one ledger, which share most of what they consist of. What they do not share is bounded, so that
 * a run of very large changes leaves fewer of them; the newest is always there.
 *
 * <p><b>Thread-safety:</b> one thread publishes, any may read. A state is put into its slot before it becomes the head,
 * so whoever sees a head finds it, and a slot that meanwhile holds a newer state is told by its revision.
 */
final class Line {

    private final AtomicReferenceArray<@Nullable LedgerState> recent;
    private volatile LedgerState head;

    /** The bytes that the state before has and the one in the slot does not; 0 for the oldest. The publisher's alone. */
    private final long[] replaced;

    private final long mostBytes;
    private long bytes;
    private long oldest;

    Line(LedgerState head, SerialSettings settings) {
        this.recent = new AtomicReferenceArray<>(settings.recentStates());
        this.replaced = new long[settings.recentStates()];
        this.mostBytes = settings.recentBytes();
        this.head = head;
        this.oldest = head.position().revision();
        recent.set(slot(oldest), head);
    }

    /**
     * Moves on to the next state; the one that is the head already changes nothing.
     *
     * @param lost the bytes that the head has and the next state does not
     */
    void publish(LedgerState next, long lost) {
        long revision = next.position().revision();
        if (revision > revision()) {
            replaced[slot(revision)] = lost;
            bytes += lost;
            while (revision - oldest >= recent.length() || (bytes > mostBytes && oldest < revision)) {
                forgetOldest();
            }
            recent.set(slot(revision), next);
            head = next;
        }
    }

    /** Without the oldest state, what the second one did away with is gone. */
    private void forgetOldest() {
        recent.set(slot(oldest), null);
        oldest++;
        bytes -= replaced[slot(oldest)];
        replaced[slot(oldest)] = 0;
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
