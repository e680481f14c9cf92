/** The contract every store has to keep, and fakes for the tests of applications. */
@NullMarked
package dev.belay.testkit;

import org.jspecify.annotations.NullMarked;
