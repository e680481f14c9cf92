/**
 * A read replica: a copy of flag sets that another server decides on, followed as an SDK follows them, from which SDKs
 * and remote evaluations are served as if it were the other one.
 */
@NullMarked
package dev.belay.server.replica;

import org.jspecify.annotations.NullMarked;
