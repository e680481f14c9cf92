package dev.belay.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.FeatureServer;
import dev.belay.server.testing.Operations;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.FlagDocuments;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Two nodes on one database, each with a fleet of its own. */
class FleetExchangeTest {

    private static final LedgerId FLAG_SET = LedgerId.flagSet("shop", "production");

    private static final String SILENT = """
            UPDATE fleet_node SET seen_at = clock_timestamp() - INTERVAL '1 minute'
            WHERE node = 'one' AND seen_at > clock_timestamp() - INTERVAL '30 seconds'
            """;

    @TempDir
    Path folder;

    private final PGSimpleDataSource database = Postgres.newSchema();
    private final LedgerStore store = FeatureServer.store();
    private final Position head = store.head(FLAG_SET).position();
    private final Node one = new Node("one");
    private final Node other = new Node("other");

    @AfterEach
    void stop() {
        one.close();
        other.close();
        store.close();
    }

    @Test
    void tellsTheOtherAtOnceWhatItHears() {
        one.fleet.arrived(FLAG_SET, "a", "10.0.0.7");
        one.fleet.report(FLAG_SET, Reports.of("a", head));
        Awaited.until(() -> other.report().isAt(head)
                && other.report().isConnected("a")
                && other.report().named().size() == 1);

        long from = System.nanoTime();
        one.fleet.report(FLAG_SET, Reports.of("a", head.next()));
        Awaited.until(() ->
                other.report().isAt(head.next()) && !other.report().counts().isEmpty());

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(OwnReports.SIGN_OF_LIFE);
    }

    @Test
    void tellsOfRevisionsThatNoInstanceHasSpokenOf() {
        one.report();
        Changes.Count before = one.fleet.counts().get(FLAG_SET);

        store.commit(Proposal.of(_ -> List.of(FleetExchangeTest.change())));

        Awaited.until(() -> one.fleet.counts().get(FLAG_SET).signs() > before.signs());
        assertThat(one.fleet.own(FLAG_SET).own().fleet().deliveries())
                .extracting(Delivery::position)
                .startsWith(head.next());
    }

    private static Draft change() {
        Authorship ada = Authorship.of(new Actor("token", "t-1", "ada"));
        DraftChange put = DraftChange.put(Subject.flag("a"), FlagDocuments.split("a", 1));
        return Draft.of(FLAG_SET, ada, "flag.put", List.of(put));
    }

    @Test
    void forgetsAtBothWhoSaidGoodbyeToOne() {
        one.fleet.report(FLAG_SET, Reports.of("a", head));
        Awaited.until(() -> other.report().counts().size() == 1);

        other.fleet.report(FLAG_SET, Reports.goodbye("a"));

        Awaited.until(() -> one.report().counts().isEmpty());
        assertThat(other.report().counts()).isEmpty();
    }

    @Test
    void tellsALastTimeWhenANodeStops() {
        Presence stream = one.fleet.arrived(FLAG_SET, "a", "10.0.0.7");
        one.fleet.report(FLAG_SET, Reports.of("a", head));
        Awaited.until(() -> other.report().isConnected("a"));

        stream.end();
        one.close();

        Awaited.until(() -> !other.report().isConnected("a"));
        assertThat(other.report().counts()).hasSize(1);
    }

    @Test
    void takesThoseOfANodeForCutOffThatIsSilentByTheDatabasesClock() {
        one.fleet.arrived(FLAG_SET, "a", "10.0.0.7");
        Awaited.until(() -> other.report().isConnected("a"));
        one.close();

        Awaited.until(() -> {
            // Again and again: a node that stops waits for its last word for two seconds only.
            Postgres.run(database, SILENT);
            return !other.report().isConnected("a");
        });
        assertThat(other.report().counts().values()).containsExactly(1L);
    }

    @Test
    void knowsWhatInstancesOfTheOtherCanDo() {
        Instance able = new Instance("a", "shop", "1", "sdk", "host", "10.0.0.7", Set.of("operator:semver"));
        Report report = Reports.of("a", head);
        one.fleet.report(
                FLAG_SET,
                new Report(
                        able,
                        report.applied(),
                        report.previous(),
                        report.checksum(),
                        report.diverged(),
                        report.ago(),
                        report.connected(),
                        report.closing(),
                        report.fleet()));

        Awaited.until(() -> !other.fleet.capabilities(FLAG_SET).isEmpty());

        assertThat(other.fleet.capabilities(FLAG_SET)).containsExactly(Set.of("operator:semver"));
    }

    @Test
    void tellsEverythingAnewWhenTheTablesWereEmptied() {
        one.fleet.arrived(FLAG_SET, "a", "10.0.0.7");
        Awaited.until(() -> other.report().isConnected("a"));

        // As a crash of the database does; in the order in which nodes lock the tables that read them.
        Postgres.run(database, "TRUNCATE fleet_report, fleet_node");

        Awaited.until(() -> texts(database).contains("one"));
        Awaited.until(() -> other.report().isConnected("a"));
    }

    @Test
    void writesNothingWhereThereCanBeNoOtherNode() {
        OperationsDatabase file = Operations.empty(Dialect.SQLITE, folder);
        Fleet fleet = new Fleet(store, InstantSource.system());
        try (FleetExchange exchange = FleetExchange.start(fleet, file, "alone", InstantSource.system())) {
            fleet.report(FLAG_SET, Reports.of("a", head));
            assertThat(exchange).isNotNull();
        }

        long rows = file.use(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM fleet_report")) {
                return count.next() ? count.getLong(1) : -1L;
            }
        });
        assertThat(rows).isZero();
        fleet.close();
    }

    @Test
    void answersForItselfWhileTheDatabaseIsAway() {
        PGSimpleDataSource nowhere = Postgres.newSchema();
        OperationsDatabase away = OperationsDatabase.open(nowhere);
        nowhere.setPortNumbers(new int[] {1});
        Fleet fleet = new Fleet(store, InstantSource.system());
        try (FleetExchange exchange = FleetExchange.start(fleet, away, "cut-off", InstantSource.system())) {
            Optional<Duration> nothing = fleet.report(FLAG_SET, Reports.of("a", head));

            assertThat(nothing).isEmpty();
            assertThat(fleet.report(FLAG_SET).isAt(head)).isTrue();
            assertThat(exchange).isNotNull();
        } finally {
            away.close();
            fleet.close();
        }
    }

    private static String texts(PGSimpleDataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT string_agg(node, ' ') FROM fleet_report")) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A node: its own connections, its own memory. */
    private final class Node implements AutoCloseable {
        final OperationsDatabase operations = OperationsDatabase.open(database);
        final Fleet fleet = new Fleet(store, InstantSource.system());
        private final FleetExchange exchange;

        Node(String name) {
            exchange = FleetExchange.start(fleet, operations, name, InstantSource.system());
        }

        FleetReport report() {
            return fleet.report(FLAG_SET);
        }

        @Override
        public void close() {
            exchange.close();
            fleet.close();
            operations.close();
        }
    }
}
