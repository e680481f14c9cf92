/** Asks what a flag answers, now or in the past, and why. */
@NullMarked
package dev.belay.server.evaluations;

import org.jspecify.annotations.NullMarked;
