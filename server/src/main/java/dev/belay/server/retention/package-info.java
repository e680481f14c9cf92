/** How much of its history each environment keeps, and the work of moving the rest to archives. */
@NullMarked
package dev.belay.server.retention;

import org.jspecify.annotations.NullMarked;
