package dev.belay.store.redis;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.testkit.LedgerStoreContract;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What a store keeps on one of the servers. */
abstract class RedisLedgerContract extends LedgerStoreContract {

    private final SharedRedis redis;
    private final RedisSettings settings;

    RedisLedgerContract(SharedRedis redis) {
        this.redis = redis;
        this.settings = redis.newSettings();
    }

    @Override
    public boolean compacts() {
        return false;
    }

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return RedisStore.open(settings, clock, epochs);
    }

    @Override
    public void damage(LedgerId ledger, long revision) {
        redis.damage(settings, ledger, revision);
    }
}
