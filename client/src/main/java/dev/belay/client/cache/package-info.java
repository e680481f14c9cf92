/** What survives a restart of the application while the server is away. Internal. */
@NullMarked
package dev.belay.client.cache;

import org.jspecify.annotations.NullMarked;
