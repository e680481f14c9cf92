/** Every wire and storage format of Belay, with canonical bytes and hashes. */
@NullMarked
package dev.belay.json;

import org.jspecify.annotations.NullMarked;
