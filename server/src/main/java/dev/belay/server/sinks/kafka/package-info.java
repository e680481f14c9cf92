/** Events by Kafka. */
@NullMarked
package dev.belay.server.sinks.kafka;

import org.jspecify.annotations.NullMarked;
