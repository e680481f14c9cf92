package dev.belay.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import dev.belay.server.testing.RunningApplication;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.FlagDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Two nodes share a database and a folder of archives: one moves old history there, and both go on reading it. */
class RetentionOfNodesTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("default", "production");
    private static final Authorship AUTHOR = Authorship.of(new Actor("token", "t-1", "ada"));
    private static final int ENTRIES = 2_100;
    private static final int KEPT = 1_000;

    @TempDir
    Path archives;

    private final PGSimpleDataSource database = Postgres.newSchema();

    @Test
    void isCarriedOutByOneAndReadByBoth() throws IOException {
        Storage storage = storage();
        try (RunningApplication one = RunningApplication.on(storage);
                RunningApplication other = RunningApplication.on(storage())) {
            append(storage.ledgers());
            String first = one.get("history?limit=1").text("/entries/0/hash");
            one.put("retention", "{\"keepEntries\": " + KEPT + "}");

            // Not while the look at the start is under way, which may do all of it.
            Awaited.until(() -> other.post("retention/run", "{}").status() == 202
                    || other.get("retention").raw().body().contains("lastRun"));

            for (RunningApplication node : List.of(one, other)) {
                Awaited.until(() -> node.get("retention").number("/oldestInStore") == ENTRIES - KEPT);
                assertThat(node.get("retention").number("/oldest")).isZero();
                assertThat(node.get("history?limit=1").text("/entries/0/hash")).isEqualTo(first);
                assertThat(node.get("diff?from=7&to=9").items("/differences")).hasSize(1);
                assertThat(node.revision()).isEqualTo(ENTRIES);
            }
            // A run counts what it has moved once it is at its end, which is after the entries have gone.
            Awaited.until(() -> one.get("retention").raw().body().contains("lastRun"));
            assertThat(Stream.of(one, other).filter(RetentionOfNodesTest::hasArchived))
                    .hasSize(1);
            assertThat(new ArchiveFolder(archives).of(FLAGS)).hasSize(1);
        }
    }

    private static boolean hasArchived(RunningApplication node) {
        return node.get("/metrics")
                .raw()
                .body()
                .contains("belay_retention_archived_total{flag_set=\"" + FLAGS.text() + "\"} "
                        + (double) (ENTRIES - KEPT));
    }

    private static void append(LedgerStore ledgers) {
        ledgers.commit(Proposal.of(_ -> IntStream.rangeClosed(1, ENTRIES)
                .mapToObj(RetentionOfNodesTest::draft)
                .toList()));
    }

    private static Draft draft(int number) {
        List<DraftChange> changes = List.of(DraftChange.put(Subject.flag("a"), FlagDocuments.split("a", number)));
        return Draft.of(FLAGS, AUTHOR, "flag.put", changes);
    }

    private Storage storage() {
        return PostgresStorage.open(
                PostgresAddress.of(Postgres.url(database), Map.of()),
                Optional.of(new ArchiveFolder(archives)),
                InstantSource.system(),
                new Epochs(),
                NewsChannel.NONE);
    }
}
