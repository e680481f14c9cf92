/** Turns a snapshot, a flag key and a context into an answer. Pure functions only. */
@NullMarked
package dev.belay.core.evaluation;

import org.jspecify.annotations.NullMarked;
