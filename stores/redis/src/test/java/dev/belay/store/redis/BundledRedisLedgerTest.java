package dev.belay.store.redis;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.testkit.ContractReport;
import dev.belay.testkit.LedgerStoreContract;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

class BundledRedisLedgerTest extends LedgerStoreContract {

    @RegisterExtension
    @Order(1)
    static final SharedRedis REDIS = SharedRedis.BUNDLED;

    @RegisterExtension
    @Order(2)
    static final ContractReport REPORT = new ContractReport(REDIS::version);

    private final RedisSettings settings = REDIS.newSettings();

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
        REDIS.damage(settings, ledger, revision);
    }
}
