package dev.belay.store.redis;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.ledger.serial.Sharing;
import dev.belay.ledger.serial.Standing;
import dev.belay.testkit.UnreliableJournal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Two stores on one storage in memory. */
class RedisNewsChannelTest extends NewsOverRedis {

    private final InMemoryJournal journal = InMemoryJournal.shared();

    @Override
    LedgerStore open(NewsChannel channel) {
        UnreliableJournal silent = new UnreliableJournal(journal.another());
        silent.sharing(Silent::new);
        return SerialLedgerStore.open(
                silent, Clock.systemUTC(), () -> UUID.randomUUID().toString(), channel);
    }

    /** Shares, and tells nobody. */
    private record Silent(Sharing sharing) implements Sharing {

        @Override
        public Turn takeTurn() {
            return sharing.takeTurn();
        }

        @Override
        public Optional<Map<LedgerId, Standing>> news() {
            return sharing.news();
        }

        @Override
        public void watch(Runnable mayHaveAppended) {
            // That is what the channel is for.
        }
    }
}
