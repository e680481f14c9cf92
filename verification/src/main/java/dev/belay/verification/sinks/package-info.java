/** Announces many changes to real brokers, which are killed and started again meanwhile, and looks for every one. */
@NullMarked
package dev.belay.verification.sinks;

import org.jspecify.annotations.NullMarked;
