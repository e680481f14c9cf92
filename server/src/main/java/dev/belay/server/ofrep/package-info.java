/**
 * Evaluates flags for clients that speak OpenFeature's remote evaluation protocol (OFREP 0.3): one flag, or all that the
 * credential may see.
 */
@NullMarked
package dev.belay.server.ofrep;

import org.jspecify.annotations.NullMarked;
