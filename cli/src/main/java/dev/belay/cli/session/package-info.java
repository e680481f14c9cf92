/** What every command shares: the global options, the server that they name, the terminal, the exit codes. */
@NullMarked
package dev.belay.cli.session;

import org.jspecify.annotations.NullMarked;
