/** Says whether the server lives and can do its work, and publishes what it measures. */
@NullMarked
package dev.belay.server.health;

import org.jspecify.annotations.NullMarked;
