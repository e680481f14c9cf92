/** Announces what ledgers record to sinks: reads by cursors, delivers in order, tries again. */
@NullMarked
package dev.belay.server.sinks.announce;

import org.jspecify.annotations.NullMarked;
