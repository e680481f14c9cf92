/**
 * The SDK that applications embed: flags that follow a server, a file or environment variables, and answer from memory.
 *
 * <p>Start with {@link dev.belay.client.Belay}. Nothing is null here unless it says so.
 */
@NullMarked
package dev.belay.client;

import org.jspecify.annotations.NullMarked;
