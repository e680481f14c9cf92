/** What flags and segments have in common: reading them, writing whole documents, and their versions. */
@NullMarked
package dev.belay.server.subjects;

import org.jspecify.annotations.NullMarked;
