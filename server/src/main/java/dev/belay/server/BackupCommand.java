package dev.belay.server;

import dev.belay.store.sql.SqliteBackup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies the ledgers as they are at one moment. */
final class BackupCommand {

    private static final int KIB = 1_024;

    private final PrintStream out;
    private final PrintStream err;

    BackupCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(Path file, Path target) {
        requireFolder(target);
        err.println("Copying " + file + "…");
        SqliteBackup.write(file, target);
        out.println("Backup: " + target + ", " + size(target) / KIB + " KiB. Keys and tokens are in operations.db, and"
                + " archives in their folder; copy those, too.");
        return ExitCode.OK;
    }

    private static void requireFolder(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Refusal(
                    ExitCode.UNAVAILABLE,
                    "There is no folder " + folder + " for the backup " + target
                            + "; make it, or name a file in a folder that exists.");
        }
    }

    private static long size(Path target) {
        try {
            return Files.size(target);
        } catch (IOException gone) {
            throw new Refusal(ExitCode.UNAVAILABLE, "The backup " + target + " cannot be read: " + gone.getMessage());
        }
    }
}
