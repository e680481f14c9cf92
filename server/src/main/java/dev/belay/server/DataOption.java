package dev.belay.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The option that says where everything is kept. */
final class DataOption {

    private DataOption() {}

    /**
     * The folder that {@code --data} names, or the usual one.
     *
     * @throws Refusal if it is no path
     */
    static Path folder(Arguments arguments) {
        String given = arguments.one("--data").orElse("belay-data");
        try {
            return Path.of(given);
        } catch (InvalidPathException illegal) {
            throw Arguments.usage("The folder '" + given + "' after --data is no path: " + illegal.getReason() + ".");
        }
    }
}
