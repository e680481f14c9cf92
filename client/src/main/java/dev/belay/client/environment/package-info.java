/** Flags from environment variables. Internal. */
@NullMarked
package dev.belay.client.environment;

import org.jspecify.annotations.NullMarked;
