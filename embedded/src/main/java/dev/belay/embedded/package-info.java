/** Applications that follow a ledger store themselves, without a server between. */
@NullMarked
package dev.belay.embedded;

import org.jspecify.annotations.NullMarked;
