/** Work that is due at a time and is done once, whatever the number of nodes. */
@NullMarked
package dev.belay.server.schedule;

import org.jspecify.annotations.NullMarked;
