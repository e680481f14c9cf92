package dev.belay.ledger.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives are read for years, so their bytes must not change unnoticed. */
class ArchiveFormatTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path folder;

    @Test
    void isWrittenAsItWasInTheFirstVersion() throws IOException {
        Archive archive = secondArchive();

        assertThat(uncompressed(archive)).isEqualTo(golden("archive-1.jsonl"));
        assertThat(withoutWhatCompressionDecides(Files.readString(manifest(archive))))
                .isEqualTo(golden("archive-1-manifest.json"));
    }

    /** The second of two, so that it has a state to begin with: a flag, and one that was archived. */
    private Archive secondArchive() throws IOException {
        try (LedgerStore store = InMemoryLedgerStore.open(() -> NOW, () -> "epoch-1")) {
            store.commit(Proposal.of(heads -> List.of(Draft.creating(FLAGS))));
            commit(store, DraftChange.put(Subject.flag("basket"), document("basket", 1)));
            commit(store, DraftChange.put(Subject.flag("search"), document("search", 1)));
            commit(store, DraftChange.remove(Subject.flag("search")));
            commit(store, DraftChange.put(Subject.flag("basket"), document("basket", 2)));
            commit(store, DraftChange.put(Subject.flag("search"), document("search", 1)));
            ArchiveFolder archives = new ArchiveFolder(folder);
            Retention retention = new Retention(store, archives);
            retention.carryOut(retention.plan(FLAGS, 3), Retention.Progress.NONE);
            retention.carryOut(retention.plan(FLAGS, 5), Retention.Progress.NONE);
            return archives.of(FLAGS).get(1);
        }
    }

    private static void commit(LedgerStore store, DraftChange change) {
        Authorship ana = Authorship.of(new Actor("token", "t-1", "Ana"), "because the basket is ready");
        store.commit(Proposal.of(heads -> List.of(Draft.of(FLAGS, ana, "change", List.of(change)))));
    }

    private static Document document(String key, int value) {
        return Document.of(Value.of(Map.of("key", Value.of(key), "value", Value.of(value))));
    }

    private static String uncompressed(Archive archive) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive.file()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String withoutWhatCompressionDecides(String manifest) {
        return manifest.replaceAll("\"bytes\":\\d+", "\"bytes\":0")
                .replaceAll("\"sha256\":\"[0-9a-f]{64}\"", "\"sha256\":\"\"")
                .replaceAll("\\[(\\d+),\\d+,(\\d+)]", "[$1,0,$2]");
    }

    private static Path manifest(Archive archive) {
        String name = archive.file().getFileName().toString();
        return archive.file().resolveSibling(name.replace(".jsonl.gz", ".json"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ArchiveFormatTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("the resource golden/" + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
