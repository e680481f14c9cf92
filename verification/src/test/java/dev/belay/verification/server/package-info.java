/** The server that tests of its clients talk to. */
@NullMarked
package dev.belay.verification.server;

import org.jspecify.annotations.NullMarked;
