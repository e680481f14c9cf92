/** What every SDK is asked to do, in words of no SDK: the people, the flags, and which answers are right. */
@NullMarked
package dev.belay.benchmarks.engine.workload;

import org.jspecify.annotations.NullMarked;
