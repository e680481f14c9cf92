/** Events by Redis, published or added to a stream. */
@NullMarked
package dev.belay.server.sinks.redis;

import org.jspecify.annotations.NullMarked;
