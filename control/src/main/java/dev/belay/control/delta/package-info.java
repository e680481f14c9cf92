/** What changed between two documents, as JSON Patch. */
@NullMarked
package dev.belay.control.delta;

import org.jspecify.annotations.NullMarked;
