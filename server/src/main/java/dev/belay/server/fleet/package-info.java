/**
 * Knows which running SDKs follow a flag set and how far they are: what they report, how long changes took to them, and
 * one report of all of it that nodes and replicas can add up.
 */
@NullMarked
package dev.belay.server.fleet;

import org.jspecify.annotations.NullMarked;
