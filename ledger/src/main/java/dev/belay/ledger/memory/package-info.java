/** Ledgers in memory: for tests, previews and whoever needs no durability. */
@NullMarked
package dev.belay.ledger.memory;

import org.jspecify.annotations.NullMarked;
