/** An environment as a whole: where it stands, its history, its past states, and the way back to them. */
@NullMarked
package dev.belay.server.environments;

import org.jspecify.annotations.NullMarked;
