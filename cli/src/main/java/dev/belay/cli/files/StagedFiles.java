package dev.belay.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files that wait in a temporary folder until all of them are there. */
final class StagedFiles implements AutoCloseable {

    private final Path stage;
    private final SortedSet<Path> names = new TreeSet<>();

    private StagedFiles(Path stage) {
        this.stage = stage;
    }

    /** Beside a folder, where there is as much room as in it, or wherever the system keeps such things. */
    static StagedFiles beside(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent != null && Files.isWritable(parent)) {
            return new StagedFiles(Files.createTempDirectory(parent, ".belay-export-"));
        }
        return new StagedFiles(Files.createTempDirectory("belay-export-"));
    }

    /** Adds a file, by its name below the folder that it is for. */
    void add(Path name, String text) throws IOException {
        Path file = stage.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        names.add(name);
    }

    /** The names of all of them. */
    SortedSet<Path> names() {
        return names;
    }

    /** Where one waits. */
    Path file(Path name) {
        return stage.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(stage)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
