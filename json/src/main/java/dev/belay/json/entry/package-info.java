/** Entries of a ledger, sealed by hashes. */
@NullMarked
package dev.belay.json.entry;

import org.jspecify.annotations.NullMarked;
