/** Lints what is there, on demand. */
@NullMarked
package dev.belay.server.lint;

import org.jspecify.annotations.NullMarked;
