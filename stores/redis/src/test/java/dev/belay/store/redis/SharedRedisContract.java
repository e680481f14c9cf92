package dev.belay.store.redis;

import dev.belay.ledger.LedgerStore;
import dev.belay.testkit.SharedLedgerContract;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What two stores keep together on one of the servers. */
abstract class SharedRedisContract extends SharedLedgerContract {

    private final RedisSettings settings;

    SharedRedisContract(SharedRedis redis) {
        this.settings = redis.newSettings();
    }

    @Override
    protected boolean compacts() {
        return false;
    }

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return RedisStore.open(settings, clock, epochs);
    }
}
