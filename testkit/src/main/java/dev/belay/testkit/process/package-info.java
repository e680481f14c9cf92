/** Real processes for tests and measurements: a Belay server as its users start it. */
@NullMarked
package dev.belay.testkit.process;

import org.jspecify.annotations.NullMarked;
