/** How a key becomes a slot: the same bytes give the same bucket, in every version and every language. */
@NullMarked
package dev.belay.core.bucketing;

import org.jspecify.annotations.NullMarked;
