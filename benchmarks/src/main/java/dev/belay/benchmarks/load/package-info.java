/** Many SDKs at once on a server in a process of its own: how soon all have applied a change, and what each of them costs. */
@NullMarked
package dev.belay.benchmarks.load;

import org.jspecify.annotations.NullMarked;
