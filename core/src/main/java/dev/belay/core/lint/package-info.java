/** Looks for what is most likely a mistake in flags and segments, by reasoning about their documents alone. */
@NullMarked
package dev.belay.core.lint;

import org.jspecify.annotations.NullMarked;
