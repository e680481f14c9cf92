package dev.belay.testkit;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Sharing;
import dev.belay.ledger.serial.Standing;
import java.util.Map;
import java.util.Optional;

/** Storage that cannot lock, and whose calls about news are all lost. */
final class WithoutTurns implements Sharing {

    private final Sharing sharing;

    WithoutTurns(Sharing sharing) {
        this.sharing = sharing;
    }

    @Override
    public Turn takeTurn() {
        return Turn.OPEN;
    }

    @Override
    public Optional<Map<LedgerId, Standing>> news() {
        return sharing.news();
    }

    @Override
    public void watch(Runnable mayHaveAppended) {}
}
