/** Folds entries into states. */
@NullMarked
package dev.belay.ledger.replay;

import org.jspecify.annotations.NullMarked;
