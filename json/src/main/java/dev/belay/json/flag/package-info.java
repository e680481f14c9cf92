/** Documents of flags and segments. */
@NullMarked
package dev.belay.json.flag;

import org.jspecify.annotations.NullMarked;
