/** Evaluation contexts as JSON. */
@NullMarked
package dev.belay.json.context;

import org.jspecify.annotations.NullMarked;
