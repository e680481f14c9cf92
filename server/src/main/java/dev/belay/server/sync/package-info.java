/**
 * Delivers flag sets to SDKs: the event stream, snapshots by hash, and what instances report back. Every entry is
 * encoded once and written to all streams of its flag set.
 */
@NullMarked
package dev.belay.server.sync;

import org.jspecify.annotations.NullMarked;
