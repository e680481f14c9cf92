/** Puts documents, differences, instants and people into words. */
@NullMarked
package dev.belay.cli.words;

import org.jspecify.annotations.NullMarked;
