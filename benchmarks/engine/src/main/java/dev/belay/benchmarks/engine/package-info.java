/** The commands {@code bench engine} and {@code bench memory}: what is measured, how often, and the tables. */
@NullMarked
package dev.belay.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
