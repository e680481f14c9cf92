/** The segments of a flag set. */
@NullMarked
package dev.belay.server.segments;

import org.jspecify.annotations.NullMarked;
