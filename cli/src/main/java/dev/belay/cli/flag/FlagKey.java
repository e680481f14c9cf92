package dev.belay.cli.flag;

import picocli.CommandLine.Parameters;

/**
 * The flag that a command is about.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class FlagKey {

    @Parameters(index = "0", paramLabel = "KEY", description = "The flag's key.")
    private String text = "";

    String text() {
        return text;
    }
}
