/** The commands about sinks, which tell other systems of changes. */
@NullMarked
package dev.belay.cli.sink;

import org.jspecify.annotations.NullMarked;
