/** Projects, their environments and their catalogues. */
@NullMarked
package dev.belay.server.projects;

import org.jspecify.annotations.NullMarked;
