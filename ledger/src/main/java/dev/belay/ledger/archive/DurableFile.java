package dev.belay.ledger.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that survive a crash of the machine and appear whole or not at all; nobody but their owner may read them, where the
 * system knows such permissions.
 */
final class DurableFile {

    private static final String UNFINISHED = ".unfinished";

    /** Longer than any file takes to write; others may be at work in the same folder. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    private DurableFile() {}

    /** Writes a file, or replaces it; it is on the disk under its name when this returns. */
    static void write(Path file, byte[] bytes) throws IOException {
        Path unfinished = unfinished(file);
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            appear(unfinished, file);
            syncFolder(file.resolveSibling(""));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** An empty file beside another one, to be written and then to {@link #appear} in its place. */
    static Path unfinished(Path file) throws IOException {
        return Files.createTempFile(file.resolveSibling(""), file.getFileName() + "-", UNFINISHED, only("rw-------"));
    }

    /** Gives a file that is on the disk its name. */
    static void appear(Path unfinished, Path file) throws IOException {
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was begun long before a file and never finished, because whoever wrote it was killed. */
    static void removeAbandoned(Path newest) throws IOException {
        // By the file system's own clock, which need not be this machine's.
        FileTime limit =
                FileTime.from(Files.getLastModifiedTime(newest).toInstant().minus(ABANDONED));
        for (Path each : list(newest.resolveSibling(""))) {
            if (String.valueOf(each.getFileName()).endsWith(UNFINISHED)
                    && Files.getLastModifiedTime(each).compareTo(limit) < 0) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Creates a folder and those that it lies in, on the disk once this returns. */
    static void createFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null || Files.isDirectory(absolute)) {
            return;
        }
        createFolder(parent);
        try {
            Files.createDirectory(absolute, only("rwx------"));
        } catch (FileAlreadyExistsException meanwhile) {
            if (!Files.isDirectory(absolute)) {
                throw meanwhile;
            }
        }
        syncFolder(parent);
    }

    /** Puts the names in a folder on the disk. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException notOnThisSystem) {
            // Windows opens no folders, and needs none of this.
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
