package dev.belay.store.sql;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Copies a Belay file as it is at one moment, also while a server writes to it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class SqliteBackup {

    private SqliteBackup() {}

    /**
     * Makes a copy that has everything that was acknowledged before this was called, and takes no more room than it needs.
     * It appears under its name when it is complete and on the disk.
     *
     * @throws LedgerBrokenException     if the file is no Belay file
     * @throws StoreUnavailableException if it cannot be read, or {@code target} exists or cannot be written
     */
    public static void write(Path file, Path target) {
        if (Files.exists(target)) {
            throw new StoreUnavailableException("The file " + target + " exists already; choose another name");
        }
        Damage damage = new Damage(file);
        damage.requireContent();
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try (Connection connection = Connections.readOnly(file)) {
            damage.requireSchema(connection);
            Files.deleteIfExists(unfinished);
            PrivateFile.create(unfinished);
            copy(connection, unfinished);
            sync(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            DataFolder.sync(target);
        } catch (SQLException failure) {
            throw damage.from(failure);
        } catch (IOException failure) {
            throw new StoreUnavailableException(
                    "The file " + target + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    private static void copy(Connection connection, Path target) throws SQLException {
        try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, target.toAbsolutePath().toString());
            vacuum.execute();
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
