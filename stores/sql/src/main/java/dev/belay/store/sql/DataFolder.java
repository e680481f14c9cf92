package dev.belay.store.sql;

import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one process owns as long as it holds the lock on {@code belay.lock} in it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class DataFolder implements AutoCloseable {

    static final String LOCK = "belay.lock";

    /**
     * What this process owns. The system's locks belong to a process and end when it closes any channel on the file, so
     * they cannot tell two owners within it apart.
     */
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder that a file is in or will be in, and makes it if needed.
     *
     * @throws StoreUnavailableException if somebody else has it, or it cannot be written to
     */
    static DataFolder take(Path file) {
        Path folder = make(of(file));
        if (!OWNED.add(folder)) {
            throw inUse(folder, "this process");
        }
        try {
            return new DataFolder(folder, lock(folder));
        } catch (RuntimeException refused) {
            OWNED.remove(folder);
            throw refused;
        }
    }

    /** Makes the names in the folder of {@code file} survive a crash of the machine. */
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(of(file), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException notOnThisSystem) {
            // Windows opens no folders, and needs none of this.
        }
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing is written through it, and the lock ends with the process at the latest.
        } finally {
            OWNED.remove(folder);
        }
    }

    private static Path of(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    private static Path make(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException failure) {
            throw notWritable(folder, failure);
        }
    }

    private static FileChannel lock(Path folder) {
        FileChannel channel = open(folder);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(folder, owner(channel));
            }
            channel.truncate(0)
                    .write(ascii(Long.toString(ProcessHandle.current().pid())), 0);
            return channel;
        } catch (IOException failure) {
            closeQuietly(channel);
            throw notWritable(folder, failure);
        } catch (StoreUnavailableException refused) {
            closeQuietly(channel);
            throw refused;
        }
    }

    private static FileChannel open(Path folder) {
        try {
            Set<StandardOpenOption> options =
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return FileChannel.open(folder.resolve(LOCK), options, PrivateFile.attributes());
        } catch (IOException failure) {
            throw notWritable(folder, failure);
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        int length = Math.max(0, channel.read(bytes, 0));
        String id = new String(bytes.array(), 0, length, StandardCharsets.US_ASCII);
        return id.isEmpty() ? "another process" : "the process " + id;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The reason for giving up is worth more than this.
        }
    }

    private static StoreUnavailableException inUse(Path folder, String owner) {
        return new StoreUnavailableException("The data folder " + folder + " is in use by " + owner
                + "; stop that Belay or name another folder with --data");
    }

    private static StoreUnavailableException notWritable(Path folder, IOException failure) {
        return new StoreUnavailableException(
                "Belay cannot write to the data folder " + folder + " (" + reason(failure)
                        + "); name another with --data or change its permissions",
                failure);
    }

    private static String reason(IOException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "access denied";
            case "FileAlreadyExistsException" -> "there is a file of that name";
            case "NoSuchFileException" -> "it does not exist and cannot be created";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
