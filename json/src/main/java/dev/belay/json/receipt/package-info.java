/** Receipts of evaluations: what was decided, in a text that can be replayed. */
@NullMarked
package dev.belay.json.receipt;

import org.jspecify.annotations.NullMarked;
