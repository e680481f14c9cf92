package dev.belay.store.redis;

import dev.belay.ledger.LedgerStore;
import dev.belay.testkit.ContractReport;
import dev.belay.testkit.SharedLedgerContract;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstalledSharedRedisTest extends SharedLedgerContract {

    @RegisterExtension
    @Order(1)
    static final SharedRedis REDIS = SharedRedis.INSTALLED;

    @RegisterExtension
    @Order(2)
    static final ContractReport REPORT = new ContractReport(() -> REDIS.version() + " shared by two stores");

    private final RedisSettings settings = REDIS.newSettings();

    @Override
    protected boolean compacts() {
        return false;
    }

    @Override
    protected LedgerStore open(InstantSource clock, Supplier<String> epochs) {
        return RedisStore.open(settings, clock, epochs);
    }
}
