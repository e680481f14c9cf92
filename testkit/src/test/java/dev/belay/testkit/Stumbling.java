package dev.belay.testkit;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.Sharing;
import dev.belay.ledger.serial.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Storage that fails once it has told its news, in the next turn after it is told to, and tells nothing until then. */
final class Stumbling implements Sharing {

    private final Sharing sharing;
    private final AtomicBoolean next;
    private boolean turn;

    Stumbling(Sharing sharing, AtomicBoolean next) {
        this.sharing = sharing;
        this.next = next;
    }

    @Override
    public Turn takeTurn() {
        Turn taken = sharing.takeTurn();
        turn = true;
        return () -> {
            turn = false;
            taken.close();
        };
    }

    @Override
    public Optional<Map<LedgerId, Standing>> news() {
        if (!next.get()) {
            return sharing.news();
        }
        if (turn && sharing.news().isPresent()) {
            next.set(false);
            throw new StoreUnavailableException("the answer was lost");
        }
        return Optional.empty();
    }

    @Override
    public void watch(Runnable mayHaveAppended) {
        sharing.watch(mayHaveAppended);
    }
}
