/** The command line, a guest of the HTTP API like any other. */
@NullMarked
package dev.belay.cli;

import org.jspecify.annotations.NullMarked;
