/** Events by NATS JetStream. */
@NullMarked
package dev.belay.server.sinks.nats;

import org.jspecify.annotations.NullMarked;
