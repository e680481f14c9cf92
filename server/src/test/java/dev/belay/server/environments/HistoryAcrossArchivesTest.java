package dev.belay.server.environments;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.ArchivedLedgerStore;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import dev.belay.testkit.Epochs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve revisions, of which the store has kept those from the eighth on. */
class HistoryAcrossArchivesTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("default", "production");
    private static final String DISABLED = "{\"reason\":\"test\"}";

    @TempDir
    Path folder;

    private final LedgerStore store = InMemoryLedgerStore.open(InstantSource.system(), new Epochs());
    private RunningApplication belay;

    @BeforeEach
    void archiveSevenOfTwelveRevisions() throws IOException {
        belay = RunningApplication.on(new ArchivedLedgerStore(store, new ArchiveFolder(folder.resolve("archive"))));
        belay.put("flags/basket", flag("basket"));
        belay.put("flags/search", flag("search"));
        for (int change = 0; change < 5; change++) {
            belay.post("flags/basket/disable", DISABLED);
            belay.post("flags/basket/enable", DISABLED);
        }
        Retention retention = new Retention(store, new ArchiveFolder(folder.resolve("archive")));
        retention.carryOut(retention.plan(FLAGS, 8), Retention.Progress.NONE);
        assertThat(store.oldest(FLAGS)).isEqualTo(8);
    }

    @AfterEach
    void close() {
        belay.close();
    }

    @Test
    void showsAllOfIt() {
        Response history = belay.get("history");

        assertThat(history.number("/oldest")).isZero();
        assertThat(history.number("/entries/0/revision")).isEqualTo(1);
        assertThat(history.number("/entries/11/revision")).isEqualTo(12);
        assertThat(belay.get("history?flag=basket&limit=3").number("/entries/2/revision"))
                .isEqualTo(4);
        assertThat(belay.get("flags/basket/versions/2").status()).isEqualTo(200);
        assertThat(belay.get("revisions/3").status()).isEqualTo(200);
    }

    @Test
    void goesBackToAnArchivedRevisionAndVersion() {
        Response back = belay.post("rollback", "{\"toRevision\":1,\"reason\":\"test\"}");

        assertThat(back.status()).isEqualTo(200);
        assertThat(belay.get("flags/search").status()).isEqualTo(404);
        assertThat(belay.post("flags/basket/rollback", "{\"toVersion\":2,\"reason\":\"test\"}")
                        .status())
                .isEqualTo(200);
        assertThat(belay.get("flags/basket").at("/flag/enabled")).isEqualTo(Value.of(false));
    }

    @Test
    void refusesWhatIsNeitherInTheStoreNorInAnArchive() throws IOException {
        Files.move(folder.resolve("archive"), folder.resolve("away"));

        assertThat(belay.get("history").number("/oldest")).isEqualTo(8);
        assertThat(belay.get("history").number("/entries/0/revision")).isEqualTo(9);
        requireCompacted(belay.get("history?after=3"));
        requireCompacted(belay.get("revisions/3"));
        requireCompacted(belay.post("rollback", "{\"toRevision\":3,\"reason\":\"test\"}"));
        requireCompacted(belay.get("diff?from=3"));
        requireCompacted(belay.get("diff?from=" + Instant.EPOCH));
        assertThat(belay.get("flags/basket/versions/2").problem()).isEqualTo("revision-compacted");
        assertThat(belay.get("revisions/8").status()).isEqualTo(200);
    }

    private static void requireCompacted(Response answer) {
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.problem()).isEqualTo("revision-compacted");
        assertThat(answer.text("/detail")).contains("from 8 to 12");
    }
}
