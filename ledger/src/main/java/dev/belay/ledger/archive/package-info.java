/** History that a store need not keep any more, in files that verify and read back. */
@NullMarked
package dev.belay.ledger.archive;

import org.jspecify.annotations.NullMarked;
