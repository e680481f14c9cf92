/**
 * A ledger store with one writer: it decides and seals in memory and hands batches to a journal, which makes them
 * durable. A new kind of storage is a new {@link dev.belay.ledger.serial.Journal}.
 */
@NullMarked
package dev.belay.ledger.serial;

import org.jspecify.annotations.NullMarked;
