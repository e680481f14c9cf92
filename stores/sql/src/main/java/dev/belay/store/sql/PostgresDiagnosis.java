package dev.belay.store.sql;

import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says in one sentence what is wrong with a PostgreSQL database, by the five letters that its errors carry.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class PostgresDiagnosis implements Diagnosis {

    private static final String ADVICE = "restore the database from a backup";
    private static final String CONNECTION = "08";
    private static final String BAD_LOGIN = "28";

    /** The server ends, has crashed, or starts. */
    private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03");

    @Override
    public LedgerBrokenException found(String detail) {
        return new LedgerBrokenException(new StoreHealth.Broken(
                "The PostgreSQL database is damaged: " + detail + "; " + ADVICE, Optional.empty()));
    }

    @Override
    public LedgerBrokenException found(BrokenEntry entry) {
        String sentence = entry.place() + " in the PostgreSQL database is broken: " + entry.detail() + "; " + ADVICE;
        return new LedgerBrokenException(new StoreHealth.Broken(sentence, Optional.of(entry)));
    }

    @Override
    public LedgerException from(SQLException told) {
        SQLException failure = cause(told);
        String code = code(failure);
        if (isCut(failure)) {
            return unavailable("The PostgreSQL server cannot be reached; start it, or look at the network", failure);
        }
        if (code.startsWith(BAD_LOGIN)) {
            return unavailable("The PostgreSQL server does not accept the user or its password; correct them", failure);
        }
        return switch (code) {
            case "25006" ->
                unavailable("The PostgreSQL database is read-only; name its primary server, or let it write", failure);
            case "53100" -> unavailable("The disk of the PostgreSQL server is full; free some space", failure);
            case "53300" -> unavailable("The PostgreSQL server has no connection left; raise max_connections", failure);
            case "3D000" ->
                unavailable(
                        "The PostgreSQL server has no database of that name; create it, or correct the name", failure);
            case "3F000", "42P01", "42703" ->
                unavailable("The PostgreSQL database has no tables of Belay, or older ones; migrate it", failure);
            case "42501" -> unavailable("The PostgreSQL user may not use Belay's tables; grant it", failure);
            case "XX001", "XX002" -> found("its pages do not fit together (" + detail(failure) + ")");
            default -> unavailable("The PostgreSQL database cannot be used", failure);
        };
    }

    /** Whether the connection was cut, or none could be made. */
    static boolean isCut(SQLException failure) {
        String code = code(failure);
        return code.startsWith(CONNECTION) || SHUTDOWN.contains(code);
    }

    static String code(SQLException failure) {
        return Objects.requireNonNullElse(failure.getSQLState(), "");
    }

    // What is thrown for a batch repeats the statement with all documents in it before it comes to what the server
    // said.
    private static SQLException cause(SQLException told) {
        SQLException next = told.getNextException();
        return told instanceof BatchUpdateException && next != null ? next : told;
    }

    private static StoreUnavailableException unavailable(String message, SQLException failure) {
        return new StoreUnavailableException(message + " (" + detail(failure) + ")", failure);
    }

    private static String detail(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no detail");
    }
}
