/** States before the newest: found where they are kept, made once, and kept as long as somebody asks for them. */
@NullMarked
package dev.belay.server.past;

import org.jspecify.annotations.NullMarked;
