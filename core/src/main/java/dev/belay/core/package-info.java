/**
 * The words that every part of Belay shares: values, evaluation contexts, positions, reasons and error codes.
 *
 * <p>Nothing in this module reads a clock, draws a random number, touches a file or a socket, or knows JSON: an
 * answer depends on the arguments alone.
 */
@NullMarked
package dev.belay.core;

import org.jspecify.annotations.NullMarked;
