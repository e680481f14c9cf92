package dev.belay.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder in which a server keeps everything, which must not run meanwhile.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 *
 * @param path where it is
 */
public record ServerFolder(Path path) {

    /** Copies everything to a place where there is nothing yet. */
    public void copyTo(Path copy) {
        copy(path, copy);
    }

    /** Puts a copy in the place of everything. */
    public void replaceBy(Path copy) {
        try {
            delete();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        copy(copy, path);
    }

    /**
     * Deletes everything, and itself.
     *
     * @throws IOException if something cannot be deleted; the rest may be gone
     */
    public void delete() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
