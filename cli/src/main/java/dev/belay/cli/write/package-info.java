/** What all commands that change something share: why and for whom, trying it first, telling what it did. */
@NullMarked
package dev.belay.cli.write;

import org.jspecify.annotations.NullMarked;
