/** Evaluates at the position that a request brings with it, where that is trusted. */
@NullMarked
package dev.belay.server.pins;

import org.jspecify.annotations.NullMarked;
