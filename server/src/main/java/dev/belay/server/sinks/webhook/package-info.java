/** Events by HTTP POST, signed. */
@NullMarked
package dev.belay.server.sinks.webhook;

import org.jspecify.annotations.NullMarked;
