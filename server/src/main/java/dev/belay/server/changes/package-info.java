/** Change sets: several operations that become one entry, or none. */
@NullMarked
package dev.belay.server.changes;

import org.jspecify.annotations.NullMarked;
