package dev.belay.store.sql;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that nobody but their owner may read, where the system knows such permissions. SQLite gives the files that it
 * keeps beside a database the permissions of the database.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class PrivateFile {

    private PrivateFile() {}

    /**
     * Makes an empty file; leaves one that exists as it is.
     *
     * @throws IOException if it cannot be made
     */
    public static void create(Path file) throws IOException {
        try {
            Files.createFile(file, attributes());
        } catch (FileAlreadyExistsException there) {
            // It may hold something, and its permissions are its owner's business.
        }
    }

    /** What a private file is created with. */
    static FileAttribute<?>[] attributes() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
