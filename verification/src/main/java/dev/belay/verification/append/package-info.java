/** Measures how fast entries become durable. */
@NullMarked
package dev.belay.verification.append;

import org.jspecify.annotations.NullMarked;
