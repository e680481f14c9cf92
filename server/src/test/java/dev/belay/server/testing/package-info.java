/** Real listeners on ledgers in memory, for tests of single features. */
@NullMarked
package dev.belay.server.testing;

import org.jspecify.annotations.NullMarked;
