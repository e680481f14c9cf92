/** Where flags come from, as the rest of the client sees it. Internal. */
@NullMarked
package dev.belay.client.source;

import org.jspecify.annotations.NullMarked;
