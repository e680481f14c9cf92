/** Remote evaluation as others speak it: published providers and the published description of the protocol. */
@NullMarked
package dev.belay.verification.ofrep;

import org.jspecify.annotations.NullMarked;
