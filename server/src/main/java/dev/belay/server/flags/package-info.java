/** The flags of a flag set. */
@NullMarked
package dev.belay.server.flags;

import org.jspecify.annotations.NullMarked;
