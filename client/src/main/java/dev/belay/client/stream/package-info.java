/** Follows a server's stream of changes and never shows a state that the server did not have. Internal. */
@NullMarked
package dev.belay.client.stream;

import org.jspecify.annotations.NullMarked;
