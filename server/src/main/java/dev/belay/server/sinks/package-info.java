/** Sinks: other systems that are told of changes. What an administrator can do with them, and what runs them. */
@NullMarked
package dev.belay.server.sinks;

import org.jspecify.annotations.NullMarked;
