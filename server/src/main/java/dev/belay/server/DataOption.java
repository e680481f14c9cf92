package dev.belay.server;

import dev.belay.server.storage.EmbeddedStorage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The option that says where everything is kept. */
final class DataOption {

    /** What the folder of archives is called in the data folder. */
    static final String ARCHIVE_FOLDER = EmbeddedStorage.ARCHIVE_FOLDER;

    private DataOption() {}

    /**
     * A path as it was given.
     *
     * @throws Refusal if it is none
     */
    static Path path(String given) {
        try {
            return Path.of(given);
        } catch (InvalidPathException illegal) {
            throw Arguments.usage("'" + given + "' is no path: " + illegal.getReason() + ".");
        }
    }

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
