package dev.belay.cli.write;

import dev.belay.cli.session.ExitCode;
import picocli.CommandLine.Option;

/**
 * Lets a script learn from the exit code whether there are differences.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class ExitCodeOption {

    @Option(names = "--exit-code", description = "Exit with 5 if there are differences, else with 0.")
    private boolean wanted;

    /** The exit code of a command that compared something. */
    public int of(boolean differs) {
        return wanted && differs ? ExitCode.CHANGES : ExitCode.OK;
    }
}
