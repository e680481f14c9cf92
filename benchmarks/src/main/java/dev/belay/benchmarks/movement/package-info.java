/** How many keys an edit of weights moves, here and by the published arithmetic of other products. */
@NullMarked
package dev.belay.benchmarks.movement;

import org.jspecify.annotations.NullMarked;
