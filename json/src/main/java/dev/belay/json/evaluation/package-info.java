/** Outcomes of evaluations as JSON. */
@NullMarked
package dev.belay.json.evaluation;

import org.jspecify.annotations.NullMarked;
