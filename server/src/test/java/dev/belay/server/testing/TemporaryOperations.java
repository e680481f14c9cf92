package dev.belay.server.testing;

import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Operations tables that are gone when they are closed.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record TemporaryOperations(Path folder, OperationsDatabase database) implements Storage.Rest {

    static TemporaryOperations open() {
        try {
            Path folder = Files.createTempDirectory("belay-operations");
            return new TemporaryOperations(folder, OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
