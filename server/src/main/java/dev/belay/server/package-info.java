/** The runnable server, cut by feature. */
@NullMarked
package dev.belay.server;

import org.jspecify.annotations.NullMarked;
