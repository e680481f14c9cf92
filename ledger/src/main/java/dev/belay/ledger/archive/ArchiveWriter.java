package dev.belay.ledger.archive;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.ArchiveManifest.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Writes one archive, reads it back, and only then lets it appear under its name.
 *
 * <p><b>Thread-safety:</b> confined to one thread.
 */
final class ArchiveWriter {

    /** A read of one entry decompresses so many. */
    private static final int BLOCK = 128;

    private static final int PAGE = 512;

    private final LedgerStore store;
    private final LedgerId ledger;
    private final Path folder;
    private final LongConsumer progress;
    private final List<Block> blocks = new ArrayList<>();

    /** @param progress told of archived revisions from time to time */
    ArchiveWriter(LedgerStore store, LedgerId ledger, Path folder, LongConsumer progress) {
        this.store = store;
        this.ledger = ledger;
        this.folder = folder;
        this.progress = progress;
    }

    /** Archives the entries of these revisions, all of which the store has. */
    Archive write(long from, long to) throws IOException {
        LedgerEntry first = entry(from);
        LedgerEntry last = entry(to);
        DurableFile.createFolder(folder);
        Path unfinished = DurableFile.unfinished(folder.resolve(ArchiveFiles.name(from, to, last.hash())));
        DurableFile.removeAbandoned(unfinished);
        try (BlockOutput out = new BlockOutput(unfinished)) {
            long documents = write(out, first, last);
            out.finish();
            ArchiveManifest manifest = new ArchiveManifest(
                    ledger,
                    from,
                    to,
                    first.previous(),
                    last.hash(),
                    epochBefore(first),
                    first.at(),
                    last.at(),
                    documents,
                    out.length(),
                    out.sha256(),
                    blocks);
            return appear(unfinished, manifest);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private long write(BlockOutput out, LedgerEntry first, LedgerEntry last) throws IOException {
        HistoryWriter history = new HistoryWriter(out, ArchiveManifest.FORMAT);
        history.ledger(ledger, epochBefore(first));
        long from = first.revision();
        blocks.add(new Block(from - 1, 0, first.at()));
        if (from > 1) {
            LedgerState state = store.at(ledger, from - 1);
            history.base(entry(from - 1), state);
        }
        for (long at = from - 1; at < last.revision(); ) {
            int atMost = (int) Math.min(PAGE, last.revision() - at);
            for (LedgerEntry entry : store.entries(ledger, at, atMost)) {
                if ((entry.revision() - from) % BLOCK == 0) {
                    blocks.add(new Block(entry.revision(), out.beginBlock(), entry.at()));
                    history.beginAnew();
                }
                history.entry(entry, change -> change.after().flatMap(this::document));
                at = entry.revision();
            }
            progress.accept(at);
        }
        history.end(ledger, last.revision());
        return history.documents();
    }

    private Archive appear(Path unfinished, ArchiveManifest manifest) throws IOException {
        ArchiveFiles files = new ArchiveFiles(folder, manifest);
        ArchiveIndex.Builder index;
        try (BlockInput in = BlockInput.from(unfinished, 0)) {
            index = ArchiveCheck.run(new HistoryReader(in), manifest);
        }
        DurableFile.appear(unfinished, files.content());
        index.write(files.index(), manifest.sha256());
        // The last one, because an archive is there when its manifest is.
        DurableFile.write(files.manifest(), manifest.write());
        return new Archive(files, manifest);
    }

    private String epochBefore(LedgerEntry first) {
        return first.revision() == 1
                ? first.position().epoch()
                : entry(first.revision() - 1).position().epoch();
    }

    private Optional<Document> document(String hash) {
        return store.document(hash);
    }

    private LedgerEntry entry(long revision) {
        return store.entry(ledger, revision)
                .orElseThrow(() -> new IllegalStateException("Entry " + revision + " of " + ledger + " is missing"));
    }
}
