/** Says what a change would do to the people who are asked about, before it is made. */
@NullMarked
package dev.belay.core.preview;

import org.jspecify.annotations.NullMarked;
