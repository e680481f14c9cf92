/** The running applications that follow a flag set, and waiting until a change has come to all of them. */
@NullMarked
package dev.belay.cli.instance;

import org.jspecify.annotations.NullMarked;
