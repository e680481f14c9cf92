package dev.belay.store.redis;

import dev.belay.testkit.ContractReport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusteredSharedRedisTest extends SharedRedisContract {

    @RegisterExtension
    @Order(1)
    static final SharedRedis REDIS = SharedRedis.CLUSTER;

    @RegisterExtension
    @Order(2)
    static final ContractReport REPORT =
            new ContractReport(() -> REDIS.version() + " as a cluster, shared by two stores");

    ClusteredSharedRedisTest() {
        super(REDIS);
    }
}
