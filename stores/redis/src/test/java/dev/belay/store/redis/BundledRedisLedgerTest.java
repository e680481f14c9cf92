package dev.belay.store.redis;

import dev.belay.testkit.ContractReport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

class BundledRedisLedgerTest extends RedisLedgerContract {

    @RegisterExtension
    @Order(1)
    static final SharedRedis REDIS = SharedRedis.BUNDLED;

    @RegisterExtension
    @Order(2)
    static final ContractReport REPORT = new ContractReport(REDIS::version);

    BundledRedisLedgerTest() {
        super(REDIS);
    }
}
