/** The commands about one flag set's flags. */
@NullMarked
package dev.belay.cli.flag;

import org.jspecify.annotations.NullMarked;
