package dev.belay.store.sql;

import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Says in one sentence what is wrong with a file, and what to do about it. */
final class Damage implements Diagnosis {

    private static final int PRIMARY_CODE = 0xFF;

    private static final Pattern WORDS_OF_SQLITE = Pattern.compile("\\[\\w+] .*?\\((.*)\\)", Pattern.DOTALL);
    private static final String COPY = "restore a copy of the file";

    private final Path file;
    private final String advice;

    private Damage(Path file, String advice) {
        this.file = file.toAbsolutePath();
        this.advice = advice;
    }

    /** For a file that an export may still save something of. */
    Damage(Path file) {
        this(file, "'belay ledger export --data " + place(file.toAbsolutePath()) + "' saves what is intact");
    }

    /** What names the file to a command: its folder, unless it is a backup, which has a name of its own. */
    private static @Nullable Path place(Path file) {
        return file.endsWith(SqliteStore.FILE) ? file.getParent() : file;
    }

    /** For the export itself, when it cannot even begin. */
    static Damage beforeExport(Path file) {
        return new Damage(file, "nothing of it can be saved; " + COPY);
    }

    @Override
    public LedgerBrokenException found(String detail) {
        return found(detail, advice);
    }

    private LedgerBrokenException found(String detail, String whatToDo) {
        return new LedgerBrokenException(new StoreHealth.Broken(
                "The file " + file + " is damaged: " + detail + "; " + whatToDo, Optional.empty()));
    }

    private LedgerBrokenException hopeless(String detail) {
        return found(detail, "nothing of it can be saved; " + COPY);
    }

    @Override
    public LedgerBrokenException found(BrokenEntry entry) {
        String sentence = entry.place() + " in " + file + " is broken: " + entry.detail() + "; " + advice;
        return new LedgerBrokenException(new StoreHealth.Broken(sentence, Optional.of(entry)));
    }

    @Override
    public LedgerException from(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_CORRUPT -> found("its pages do not fit together (" + detail(failure) + ")");
            case SQLITE_NOTADB -> hopeless("it is not an SQLite database");
            case SQLITE_ERROR -> found("a table is missing or has another form (" + detail(failure) + ")");
            case SQLITE_FULL -> unavailable("The disk with " + file + " is full; free some space", failure);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                unavailable(
                        "Belay cannot write to " + file + "; change the permissions of the file and its folder",
                        failure);
            default -> unavailable("The file " + file + " cannot be used: " + detail(failure), failure);
        };
    }

    /** Refuses a file that has lost everything, and answers the size of any other in bytes. */
    long requireContent() {
        try {
            long bytes = Files.size(file);
            if (bytes == 0) {
                throw hopeless("it is empty");
            }
            return bytes;
        } catch (IOException failure) {
            throw new StoreUnavailableException("The file " + file + " does not exist or cannot be read", failure);
        }
    }

    /** Refuses a file that is somebody else's, or of another version. */
    void requireSchema(Connection connection) throws SQLException {
        if (!SqliteSchema.isBelayFile(connection)) {
            throw found(
                    "it is an SQLite database, but not one of Belay", COPY + ", or name another folder with --data");
        }
        int version = SqliteSchema.version(connection);
        if (version < SqliteSchema.OLDEST || version > SqliteSchema.VERSION) {
            throw new StoreUnavailableException(
                    "The file " + file + " has schema " + version + ", and this Belay reads " + SqliteSchema.OLDEST
                            + " to " + SqliteSchema.VERSION + "; start the Belay that wrote it, or a newer one");
        }
    }

    private static StoreUnavailableException unavailable(String message, SQLException failure) {
        return new StoreUnavailableException(message, failure);
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE);
    }

    /** What SQLite itself says, without the words that its driver puts before it. */
    static String detail(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher words = WORDS_OF_SQLITE.matcher(message);
        return words.matches() ? words.group(1) : message;
    }
}
