package dev.belay.store.redis;

import dev.belay.testkit.ContractReport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstalledSharedRedisTest extends SharedRedisContract {

    @RegisterExtension
    @Order(1)
    static final SharedRedis REDIS = SharedRedis.INSTALLED;

    @RegisterExtension
    @Order(2)
    static final ContractReport REPORT = new ContractReport(() -> REDIS.version() + " shared by two stores");

    InstalledSharedRedisTest() {
        super(REDIS);
    }
}
