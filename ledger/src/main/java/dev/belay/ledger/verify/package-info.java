/** Proves that a ledger is what was once recorded. */
@NullMarked
package dev.belay.ledger.verify;

import org.jspecify.annotations.NullMarked;
