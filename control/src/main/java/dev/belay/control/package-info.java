/** The one way in for changes: authorise, apply policy, validate, append. */
@NullMarked
package dev.belay.control;

import org.jspecify.annotations.NullMarked;
