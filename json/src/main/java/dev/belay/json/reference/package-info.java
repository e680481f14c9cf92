/** How documents name subjects, positions, instants and hashes; not for other modules. */
@NullMarked
package dev.belay.json.reference;

import org.jspecify.annotations.NullMarked;
