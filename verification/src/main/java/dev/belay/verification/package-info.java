/** Tests that need several modules at once: architecture, end to end, crash, load. */
@NullMarked
package dev.belay.verification;

import org.jspecify.annotations.NullMarked;
