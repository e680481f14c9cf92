package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.events.ResetEvent;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.ArchivedLedgerStore;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.secrets.SecretBox;
import dev.belay.server.storage.Storage;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.Operations;
import dev.belay.server.testing.RunningApplication;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver is away while five changes are made, of which the first three are archived. */
class CompactedHistoryTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("default", "production");
    private static final Predicate<String> GAP =
            Pattern.compile("belay_sink_gaps_total\\{[^}]*} 1\\.0").asMatchPredicate();
    private static final String SINKS = "/api/v1/projects/default/sinks";

    @TempDir
    Path folder;

    private final LedgerStore store = InMemoryLedgerStore.open(InstantSource.system(), new Epochs());
    private Receiver receiver;
    private OperationsDatabase operations;
    private RunningApplication server;
    private String sink;

    @BeforeEach
    void archiveWhatASinkHasNotAnnounced() throws IOException {
        receiver = Receiver.start();
        operations = Operations.empty(Dialect.SQLITE, folder);
        ArchiveFolder archives = new ArchiveFolder(folder.resolve("archive"));
        server = RunningApplication.announcing(
                new Storage(new ArchivedLedgerStore(store, archives), operations, Storage.Rest.NONE),
                SinkFeature.Settings.DEFAULT
                        .withSecrets(Optional.of(new SecretBox(new byte[32], new SecureRandom())))
                        .withFirstPause(Duration.ofMillis(10)));
        sink = SINKS + "/"
                + server.post(
                                SINKS,
                                "{\"name\": \"cache\", \"environment\": \"production\", \"webhook\": {\"url\": \""
                                        + receiver.url() + "\"}}")
                        .text("/id");
        receiver.refuse(503, _ -> true);
        server.put("flags/a", Documents.flag("a"));
        for (int times = 0; times < 2; times++) {
            server.post("flags/a/disable", "{}");
            server.post("flags/a/enable", "{}");
        }
        Retention retention = new Retention(store, archives);
        retention.carryOut(retention.plan(FLAGS, 3), Retention.Progress.NONE);
    }

    @AfterEach
    void stop() {
        receiver.close();
        server.close();
    }

    // Without being told to go on, which could come while the sink tries by itself, and would then repeat events.
    private void takeAnything() {
        receiver.refuse(503, _ -> false);
    }

    @Test
    void isAnnouncedFromArchives() {
        takeAnything();

        receiver.awaitTaken("a", 5);
        assertThat(receiver.taken()).containsExactly("a@1", "a@2", "a@3", "a@4", "a@5");
    }

    @Test
    void isReplacedByAResetWhereTheArchivesAreAway() throws IOException {
        Files.move(folder.resolve("archive"), folder.resolve("away"));
        // What the sink has at hand it may have read before; only what it reads from now on can be known.
        receiver.await(each -> each.event() instanceof ResetEvent);

        takeAnything();

        assertThat(receiver.await(each -> each.answered() < 300).event())
                .isInstanceOfSatisfying(
                        ResetEvent.class, reset -> assertThat(reset.cause()).isEqualTo(ResetEvent.Cause.COMPACTED));
        receiver.awaitTaken("a", 5);
        assertThat(receiver.taken()).endsWith("a@3", "a@4", "a@5").doesNotContain("a@2");
        Awaited.until(() -> server.get("/metrics").raw().body().lines().anyMatch(GAP));
    }

    @Test
    void isHeldForTheSink() {
        Hold hold = new CursorHold(operations);

        assertThat(hold.on(FLAGS)).map(Hold.Held::after).contains(0L);
        assertThat(hold.on(LedgerId.flagSet("default", "staging"))).isEmpty();

        takeAnything();
        receiver.awaitTaken("a", 5);
        assertThat(server.delete(sink).status()).isLessThan(300);
        assertThat(hold.on(FLAGS)).isEmpty();
    }
}
