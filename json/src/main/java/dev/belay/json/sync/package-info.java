/** Snapshots and events, as applications follow a flag set. */
@NullMarked
package dev.belay.json.sync;

import org.jspecify.annotations.NullMarked;
