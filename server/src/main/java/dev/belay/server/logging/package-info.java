/** How the server writes its log. */
@NullMarked
package dev.belay.server.logging;

import org.jspecify.annotations.NullMarked;
