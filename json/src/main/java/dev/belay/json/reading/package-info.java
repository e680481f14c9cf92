/** Reads values field by field and notes everything that is wrong with them; not for other modules. */
@NullMarked
package dev.belay.json.reading;

import org.jspecify.annotations.NullMarked;
