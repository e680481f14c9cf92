/** The command that asks the server for an answer and the way to it. */
@NullMarked
package dev.belay.cli.evaluation;

import org.jspecify.annotations.NullMarked;
