package dev.belay.store.sql;

import dev.belay.json.member.ChunkPool;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.serial.Recovered;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/**
 * Proves ledgers: quickly at a start, entry by entry later.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads, each with a connection of its own.
 */
final class Verifier {

    private static final String FINE = "ok";

    private final Damage damage;
    private final ChunkPool pool;
    private final AtomicBoolean pagesAreChecked;

    Verifier(Damage damage, ChunkPool pool, boolean pagesAreChecked) {
        this.damage = damage;
        this.pool = pool;
        this.pagesAreChecked = new AtomicBoolean(pagesAreChecked);
    }

    /** What is wrong with the pages of a file, if anything. */
    static Optional<String> problemInPages(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = rows.next() ? rows.getString(1) : "no answer";
            return answer.equals(FINE) ? Optional.empty() : Optional.of(answer.replace('\n', ' '));
        }
    }

    /**
     * Where a ledger stands, proven from its last checkpoint on.
     *
     * @throws LedgerBrokenException if something does not hold
     */
    Recovered recover(Connection connection, LedgerRow ledger) throws SQLException {
        try (HeadProof proof = HeadProof.afterCheckpoint(ledger, connection, pool)) {
            proof.follow(ledger.revision(), revision -> {});
            proof.requireEnd(ledger);
            return new Recovered(proof.check().state(), proof.check().hash());
        } catch (LedgerBrokenException broken) {
            throw broken.entry().map(damage::found).orElse(broken);
        }
    }

    /** Checks everything from a revision on, and for the first caller the pages of the file. */
    Verification verify(Connection connection, LedgerRow ledger, long from, LongConsumer progress) throws SQLException {
        try {
            checkPages(connection);
            return followToEnd(connection, ledger, from, progress);
        } catch (LedgerBrokenException failure) {
            BrokenEntry broken = failure.entry()
                    .orElseGet(() ->
                            new BrokenEntry(ledger.id(), from, failure.finding().sentence()));
            return new Verification(ledger.id(), from, Math.max(0, broken.revision() - from), Optional.of(broken));
        }
    }

    private void checkPages(Connection connection) throws SQLException {
        if (!pagesAreChecked.getAndSet(true)) {
            Optional<String> problem = problemInPages(connection);
            if (problem.isPresent()) {
                throw damage.found(problem.get());
            }
        }
    }

    private Verification followToEnd(Connection connection, LedgerRow ledger, long from, LongConsumer progress)
            throws SQLException {
        try (HeadProof proof = HeadProof.after(from - 1, ledger, connection, pool)) {
            proof.follow(ledger.revision(), progress);
            atOneMoment(connection, () -> {
                LedgerRow end = now(connection, ledger);
                proof.follow(end.revision(), progress);
                proof.requireEnd(end);
            });
            return new Verification(ledger.id(), from, proof.reached() - from + 1, Optional.empty());
        }
    }

    private LedgerRow now(Connection connection, LedgerRow ledger) throws SQLException {
        return new LedgerTable(connection, damage)
                .all().stream()
                        .filter(row -> row.number() == ledger.number())
                        .findFirst()
                        .orElseThrow();
    }

    /** Reads within one transaction, so that what is appended meanwhile stays out of sight. */
    private static void atOneMoment(Connection connection, Step step) throws SQLException {
        connection.setAutoCommit(false);
        try {
            step.run();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
