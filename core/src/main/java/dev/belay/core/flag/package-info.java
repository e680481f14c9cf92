/** Flags, segments and what they are made of, as data. */
@NullMarked
package dev.belay.core.flag;

import org.jspecify.annotations.NullMarked;
