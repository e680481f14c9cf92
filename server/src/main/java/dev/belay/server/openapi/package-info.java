/** The description of everything that the server answers. */
@NullMarked
package dev.belay.server.openapi;

import org.jspecify.annotations.NullMarked;
