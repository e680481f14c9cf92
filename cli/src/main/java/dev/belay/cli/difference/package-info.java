/** Shows what differs between two states of a flag set. */
@NullMarked
package dev.belay.cli.difference;

import org.jspecify.annotations.NullMarked;
