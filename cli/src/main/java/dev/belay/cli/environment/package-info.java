/** The commands about environments and their history. */
@NullMarked
package dev.belay.cli.environment;

import org.jspecify.annotations.NullMarked;
