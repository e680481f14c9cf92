/** What a kind of sink has to do: deliver messages in order, or say how far it came. */
@NullMarked
package dev.belay.server.sinks.delivery;

import org.jspecify.annotations.NullMarked;
