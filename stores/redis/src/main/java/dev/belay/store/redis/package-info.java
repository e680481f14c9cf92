/** Ledgers in Redis, for any number of processes that share them. */
@NullMarked
package dev.belay.store.redis;

import org.jspecify.annotations.NullMarked;
