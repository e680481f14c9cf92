/** The command that looks for mistakes. */
@NullMarked
package dev.belay.cli.lint;

import org.jspecify.annotations.NullMarked;
