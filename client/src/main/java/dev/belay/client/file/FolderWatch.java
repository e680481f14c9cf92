package dev.belay.client.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a folder again and again, and reads its files only when they seem to have changed. While somebody is at work in
 * it, the folder stays what it was: a change counts when the next look finds the same.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class FolderWatch {

    /** A file may change twice in what its file system takes for one moment. */
    private static final Duration COARSEST_TIME = Duration.ofSeconds(3);

    private Map<String, Stamp> stamps = Map.of();
    private FlagFolder newest = FlagFolder.empty();
    private String seen = "";
    private @Nullable String settled;

    /** What tells without reading that a file is another. */
    private record Stamp(
            long size, FileTime modified, @Nullable Object identity) {}

    /** The digest of the folder as it last was for two looks, or at the first. */
    String digest(Path folder, Instant now) throws IOException {
        Map<String, Stamp> found = stamps(folder);
        String digest = seen;
        if (settled == null || !found.equals(stamps) || isRecent(found, now)) {
            newest = FlagFolder.load(folder, found.keySet());
            stamps = found;
            digest = newest.digest();
        }
        String before = settled;
        String answer = before == null || digest.equals(seen) ? digest : before;
        seen = digest;
        settled = answer;
        return answer;
    }

    /** The files as the last look found them. */
    FlagFolder newest() {
        return newest;
    }

    private static boolean isRecent(Map<String, Stamp> found, Instant now) {
        Instant limit = now.minus(COARSEST_TIME);
        return found.values().stream()
                .anyMatch(stamp -> stamp.modified.toInstant().isAfter(limit));
    }

    private static Map<String, Stamp> stamps(Path folder) throws IOException {
        Map<String, Stamp> stamps = new HashMap<>();
        for (String name : FlagFolder.FOLDERS) {
            Path below = folder.resolve(name);
            if (Files.isDirectory(below)) {
                for (Path file : files(below)) {
                    stamps.put(name + "/" + file.getFileName(), stamp(file));
                }
            }
        }
        return stamps;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> FlagFolder.isUsed(file.getFileName().toString()))
                    .collect(Collectors.toList());
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }
}
