package dev.belay.cli.files;

import dev.belay.cli.session.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the names of folders. */
final class Folders {

    private Folders() {}

    static Path of(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException cause) {
            throw new UsageException("The folder " + name + " cannot be named so here: " + cause.getReason() + ".");
        }
    }
}
