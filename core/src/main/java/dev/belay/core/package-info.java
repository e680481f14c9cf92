/** Flags, bucketing and evaluation as pure functions. */
@NullMarked
package dev.belay.core;

import org.jspecify.annotations.NullMarked;
