/** Feeds readers and the evaluator with input that nobody would write, guided by what code it reaches. */
@NullMarked
package dev.belay.verification.fuzz;

import org.jspecify.annotations.NullMarked;
