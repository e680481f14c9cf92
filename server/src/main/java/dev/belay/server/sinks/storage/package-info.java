/** What is kept of sinks: their definitions, how far each has come, and who delivers. */
@NullMarked
package dev.belay.server.sinks.storage;

import org.jspecify.annotations.NullMarked;
