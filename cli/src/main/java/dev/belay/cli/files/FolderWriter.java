package dev.belay.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.session.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Makes a folder hold the flags and segments of an environment, and touches only files that differ. */
final class FolderWriter {

    private final Path folder;
    private final String ending;
    private final Set<Path> written = new HashSet<>();
    private int changed;
    private int removed;

    /** Writes {@code .yaml} or {@code .json}. */
    FolderWriter(Path folder, String ending) {
        this.folder = folder;
        this.ending = ending;
    }

    /**
     * What was done.
     *
     * @param documents how many flags and segments there are
     * @param changed   how many files are new or another
     * @param removed   how many files of flags and segments that are no more were deleted
     */
    record Outcome(int documents, int changed, int removed) {}

    /** Reads everything before it touches the folder, so that a connection that is lost leaves it as it was. */
    Outcome write(EnvironmentState state) {
        try (StagedFiles staged = stage(state)) {
            return put(state, staged);
        } catch (IOException undeletable) {
            throw new UsageException(
                    "The folder " + folder + " is written, but what was kept beside it meanwhile cannot be"
                            + " deleted: " + undeletable.getMessage() + ".");
        }
    }

    private StagedFiles stage(EnvironmentState state) {
        try {
            StagedFiles staged = StagedFiles.beside(folder);
            try {
                for (Map.Entry<String, String> each : Layout.KINDS.entrySet()) {
                    stageAll(state, Path.of(each.getKey()), state.all(each.getValue()), staged);
                }
                return staged;
            } catch (IOException | RuntimeException failure) {
                staged.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UsageException("What is exported cannot be kept while it is read: " + failure.getMessage()
                    + ". The folder " + folder + " is as it was.");
        }
    }

    private void stageAll(
            EnvironmentState state, Path below, SortedMap<String, EnvironmentState.Held> all, StagedFiles staged)
            throws IOException {
        Map<String, String> names = FileNames.of(all.keySet());
        for (Map.Entry<String, EnvironmentState.Held> each : all.entrySet()) {
            String file = names.getOrDefault(each.getKey(), "");
            ObjectNode document = ShortForm.of(each.getValue().document());
            if (each.getValue().members() > 0) {
                staged.add(below.resolve(file + Layout.MEMBERS), lines(state.members(each.getKey(), each.getValue())));
                document.set("members", Json.object().put("file", file + Layout.MEMBERS));
            }
            staged.add(below.resolve(file + ending), text(document));
        }
    }

    private Outcome put(EnvironmentState state, StagedFiles staged) {
        int documents = 0;
        try {
            for (Map.Entry<String, String> each : Layout.KINDS.entrySet()) {
                Files.createDirectories(folder.resolve(each.getKey()));
                documents += state.all(each.getValue()).size();
            }
            for (Path name : staged.names()) {
                put(folder.resolve(name), staged.file(name));
            }
            for (String name : Layout.KINDS.keySet()) {
                removeOthers(folder.resolve(name));
            }
        } catch (IOException | UncheckedIOException failure) {
            throw new UsageException("The folder " + folder + " cannot be written: " + failure.getMessage()
                    + ". Some files may be new and others old; export again once that is solved.");
        }
        return new Outcome(documents, changed, removed);
    }

    private String text(ObjectNode document) {
        return ending.equals(".json") ? Json.pretty(document) + "\n" : YamlText.of(document);
    }

    // A first key that begins with a byte order mark must not look like one.
    private static String lines(List<String> keys) {
        StringBuilder lines = new StringBuilder(keys.getFirst().startsWith("\uFEFF") ? "\n" : "");
        keys.forEach(key -> lines.append(key).append('\n'));
        return lines.toString();
    }

    private void put(Path file, Path staged) throws IOException {
        written.add(file);
        if (Files.isRegularFile(file) && Files.mismatch(file, staged) < 0) {
            return;
        }
        Path part = Files.createTempFile(file.getParent(), ".belay", ".part");
        try {
            Files.copy(staged, part, StandardCopyOption.REPLACE_EXISTING);
            readableLikeOthers(part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        changed++;
    }

    private static void readableLikeOthers(Path part) throws IOException {
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    /** Removes what an earlier export wrote, and nothing that is no flag or segment. */
    private void removeOthers(Path below) throws IOException {
        List<Path> others;
        try (Stream<Path> found = Files.list(below)) {
            others = found.filter(file -> !written.contains(file)).sorted().toList();
        }
        for (Path other : others) {
            if (Layout.isMembers(other) || (Layout.isDocument(other) && isOurs(other, below))) {
                Files.delete(other);
                removed++;
            }
        }
    }

    private static boolean isOurs(Path file, Path below) {
        try {
            String text = Files.readString(file);
            JsonNode read = file.toString().endsWith(".json") ? Json.read(text) : YamlReader.read(text);
            boolean isFlag = read.has("variants") && read.has("type");
            boolean isSegment = read.has("when") || read.has("included") || read.has("members") || read.size() <= 2;
            return read.path("key").isTextual() && (below.endsWith(Layout.FLAGS) ? isFlag : isSegment);
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }
}
