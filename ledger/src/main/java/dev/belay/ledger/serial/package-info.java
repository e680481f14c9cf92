/**
 * A ledger store with one writer: it decides and seals in memory and hands batches to a journal, which makes them
 * durable. A new kind of storage is a new {@link dev.belay.ledger.serial.Journal}; several stores can use one together when
 * it has a {@link dev.belay.ledger.serial.Sharing}.
 */
@NullMarked
package dev.belay.ledger.serial;

import org.jspecify.annotations.NullMarked;
