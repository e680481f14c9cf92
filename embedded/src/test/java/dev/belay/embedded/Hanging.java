package dev.belay.embedded;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Sharing;
import dev.belay.ledger.serial.Standing;
import java.util.Map;
import java.util.Optional;

/** Storage that does something else before it tells its news. */
record Hanging(Sharing sharing, Runnable first) implements Sharing {

    @Override
    public Turn takeTurn() {
        return sharing.takeTurn();
    }

    @Override
    public Optional<Map<LedgerId, Standing>> news() {
        first.run();
        return sharing.news();
    }

    @Override
    public void watch(Runnable mayHaveAppended) {
        sharing.watch(mayHaveAppended);
    }
}
