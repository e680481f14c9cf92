package dev.belay.store.sql;

import dev.belay.json.member.ChunkPool;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.serial.Recovered;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Proves ledgers: quickly at a start, entry by entry later.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads, each with a connection of its own.
 */
final class Verifier {

    private final Diagnosis diagnosis;
    private final ChunkPool pool;
    private final PageCheck pages;

    /** @param pages looks below the tables, when a ledger is verified */
    Verifier(Diagnosis diagnosis, ChunkPool pool, PageCheck pages) {
        this.diagnosis = diagnosis;
        this.pool = pool;
        this.pages = pages;
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
            throw broken.entry().map(diagnosis::found).orElse(broken);
        }
    }

    /** Checks everything that is kept from a revision on, and what is below the tables. */
    Verification verify(Connection connection, LedgerRow ledger, long wanted, LongConsumer progress)
            throws SQLException {
        long base = base(connection, ledger);
        long from = Math.max(wanted, base + 1);
        try {
            requireSound(connection);
            return followToEnd(connection, ledger, from, progress);
        } catch (LedgerBrokenException failure) {
            if (base(connection, ledger) > base) {
                // What was missing has been compacted meanwhile.
                return verify(connection, ledger, wanted, progress);
            }
            BrokenEntry broken = failure.entry()
                    .orElseGet(() ->
                            new BrokenEntry(ledger.id(), from, failure.finding().sentence()));
            return new Verification(ledger.id(), from, Math.max(0, broken.revision() - from), Optional.of(broken));
        }
    }

    private long base(Connection connection, LedgerRow ledger) throws SQLException {
        return new BaseTable(connection, diagnosis).all().getOrDefault(ledger.number(), 0L);
    }

    private void requireSound(Connection connection) throws SQLException {
        Optional<String> problem = pages.problem(connection);
        if (problem.isPresent()) {
            throw diagnosis.found(problem.get());
        }
    }

    private Verification followToEnd(Connection connection, LedgerRow ledger, long from, LongConsumer progress)
            throws SQLException {
        try (HeadProof proof = HeadProof.after(from - 1, ledger, connection, pool)) {
            proof.follow(ledger.revision(), progress);
            OneMoment.read(connection, () -> {
                LedgerRow end = now(connection, ledger);
                proof.follow(end.revision(), progress);
                proof.requireEnd(end);
                return end;
            });
            return new Verification(ledger.id(), from, proof.reached() - from + 1, Optional.empty());
        }
    }

    private LedgerRow now(Connection connection, LedgerRow ledger) throws SQLException {
        return new LedgerTable(connection, diagnosis)
                .all().stream()
                        .filter(row -> row.number() == ledger.number())
                        .findFirst()
                        .orElseThrow(() ->
                                diagnosis.found("the ledger " + ledger.id().text() + " is missing"));
    }

    /** Looks for damage below the tables. */
    @FunctionalInterface
    interface PageCheck {

        /** What is wrong, if anything. */
        Optional<String> problem(Connection connection) throws SQLException;
    }
}
