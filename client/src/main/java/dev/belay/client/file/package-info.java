/** Flags from a file that is watched. Internal. */
@NullMarked
package dev.belay.client.file;

import org.jspecify.annotations.NullMarked;
