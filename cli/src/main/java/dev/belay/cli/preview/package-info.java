/** The commands that say what a change would do to the answers of flags. */
@NullMarked
package dev.belay.cli.preview;

import org.jspecify.annotations.NullMarked;
