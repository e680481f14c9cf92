/** Belay and its peers behind one interface, each with the same flags in its own format. */
@NullMarked
package dev.belay.benchmarks.engine.sdk;

import org.jspecify.annotations.NullMarked;
