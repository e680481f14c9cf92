/** Compares states. */
@NullMarked
package dev.belay.ledger.diff;

import org.jspecify.annotations.NullMarked;
