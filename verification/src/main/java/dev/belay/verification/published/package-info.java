/** What other products publish about their bucketing, asked of Belay's engine. */
@NullMarked
package dev.belay.verification.published;

import org.jspecify.annotations.NullMarked;
