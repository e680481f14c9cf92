/** JMH benchmarks and load generators. */
@NullMarked
package dev.belay.benchmarks;

import org.jspecify.annotations.NullMarked;
