package dev.belay.store.redis;

/**
 * A channel of a server on which those who share a journal tell one another.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record RedisChannel(RedisClients clients, RedisDiagnosis diagnosis, String name) {

    /** Begins to listen; what {@code node} itself tells is passed over. */
    RedisListener listen(String node, Runnable heard) {
        return listen(node, heard, () -> {});
    }

    /** Begins to listen, and does something else on the listener's thread, too, about once a second. */
    RedisListener listen(String node, Runnable heard, Runnable meanwhile) {
        return RedisListener.start(this, node, heard, meanwhile);
    }
}
