/** Kills Belay again and again while it writes, and looks for what it had acknowledged. */
@NullMarked
package dev.belay.verification.crash;

import org.jspecify.annotations.NullMarked;
