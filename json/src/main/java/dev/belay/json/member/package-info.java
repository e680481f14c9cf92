/** The members of large segments: which keys are legal, how they fall into chunks, and the bytes of a chunk. */
@NullMarked
package dev.belay.json.member;

import org.jspecify.annotations.NullMarked;
