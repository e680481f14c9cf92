/** The commands that compare environments and carry flags from one to another. */
@NullMarked
package dev.belay.cli.promotion;

import org.jspecify.annotations.NullMarked;
