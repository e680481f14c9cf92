/** The whole of a flag set at one position, immutable, sharing its parts with its neighbours in history. */
@NullMarked
package dev.belay.core.snapshot;

import org.jspecify.annotations.NullMarked;
