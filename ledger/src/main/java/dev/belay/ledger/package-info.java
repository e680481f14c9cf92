/** Entries, change sets, replay, diff and rollback over an append-only ledger. */
@NullMarked
package dev.belay.ledger;

import org.jspecify.annotations.NullMarked;
