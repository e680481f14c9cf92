/** Yes/no questions to an evaluation context, as data. */
@NullMarked
package dev.belay.core.condition;

import org.jspecify.annotations.NullMarked;
