/** The ledger kept in Redis. */
// The Redis client has no module descriptor, and the name that it promises in its manifest.
@SuppressWarnings("requires-automatic")
module dev.belay.store.redis {
    requires transitive dev.belay.ledger;
    requires lettuce.core;
    requires static org.jspecify;

    exports dev.belay.store.redis;
}
