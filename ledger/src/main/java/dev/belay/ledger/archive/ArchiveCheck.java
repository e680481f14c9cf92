package dev.belay.ledger.archive;

import dev.belay.core.Position;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.verify.ChainCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive from its first line to its last and proves it: every entry and document has its hash, the entries are a
 * chain, each change follows from the state before, and no chunk of members is missing. Makes the index on the way.
 *
 * <p><b>Thread-safety:</b> confined to one thread.
 */
final class ArchiveCheck {

    private final HistoryReader reader;
    private final ArchiveManifest manifest;
    private final ArchiveIndex.Builder index = new ArchiveIndex.Builder();
    private final Map<String, Document> documents = new HashMap<>();
    private final Set<String> chunksSeen = new HashSet<>();
    private final List<String> sinceLastEntry = new ArrayList<>();
    private @Nullable LedgerEntry base;
    private final List<SubjectState> subjects = new ArrayList<>();
    private @Nullable ChainCheck chain;
    private int block;

    private ArchiveCheck(HistoryReader reader, ArchiveManifest manifest) {
        this.reader = reader;
        this.manifest = manifest;
    }

    /**
     * Checks an archive against its manifest.
     *
     * @throws DamagedArchiveException at the first thing that does not hold
     */
    static ArchiveIndex.Builder run(HistoryReader reader, ArchiveManifest manifest) throws IOException {
        ArchiveCheck check = new ArchiveCheck(reader, manifest);
        check.run();
        return check.index;
    }

    private void run() throws IOException {
        boolean ended = false;
        for (Optional<HistoryLine> line = reader.next(); line.isPresent(); line = reader.next()) {
            require(!ended, "it goes on after its end");
            ended = take(line.get());
        }
        require(ended, "its end is missing");
    }

    /** Whether this is the end. */
    private boolean take(HistoryLine line) throws DamagedArchiveException {
        if (line instanceof HistoryLine.Stored stored) {
            store(stored.document());
        } else if (line instanceof HistoryLine.Entry entry) {
            follow(entry.entry());
        } else if (line instanceof HistoryLine.Format format) {
            require(format.name().equals(ArchiveManifest.FORMAT), "its format is " + format.name());
        } else if (line instanceof HistoryLine.Ledger begun) {
            require(begun.ledger().equals(manifest.ledger()), "it is of ledger " + begun.ledger());
        } else if (line instanceof HistoryLine.Base before) {
            base = before.entry();
            require(EntryFormat.hashHolds(base), "the entry before its first one does not have its hash");
        } else if (line instanceof HistoryLine.SubjectAtBase subject) {
            subjects.add(stateOf(subject));
        } else if (line instanceof HistoryLine.End end) {
            finish(end.revision());
            return true;
        } else {
            throw new DamagedArchiveException("line " + reader.number() + " does not belong into an archive");
        }
        return false;
    }

    private void store(Document document) {
        documents.put(document.hash(), document);
        chunksSeen.add(document.hash());
        sinceLastEntry.add(document.hash());
    }

    private SubjectState stateOf(HistoryLine.SubjectAtBase line) throws DamagedArchiveException {
        Optional<Document> document = Optional.empty();
        if (line.document().isPresent()) {
            document = Optional.ofNullable(documents.get(line.document().get()));
            require(document.isPresent(), "the document " + line.document().get() + " is missing");
            requireChunks(document.get());
        }
        return new SubjectState(line.subject(), line.version(), document);
    }

    private void follow(LedgerEntry entry) throws DamagedArchiveException {
        ChainCheck check = chain == null ? begin() : chain;
        chain = check;
        int next = manifest.blockOf(entry.revision());
        List<String> brought = List.copyOf(sinceLastEntry);
        sinceLastEntry.clear();
        if (next != block) {
            documents.keySet().retainAll(brought);
            block = next;
        }
        brought.forEach(
                hash -> index.document(hash, manifest.blocks().get(block).revision()));
        Optional<BrokenEntry> broken = check.accept(entry);
        if (broken.isPresent()) {
            throw new DamagedArchiveException(broken.get().sentence());
        }
        for (Change change : entry.changes()) {
            index.change(change.subject(), entry.revision());
            Optional<Document> document = change.after().map(documents::get);
            if (document.isPresent()) {
                requireChunks(document.get());
            }
        }
    }

    private ChainCheck begin() throws DamagedArchiveException {
        sinceLastEntry.removeAll(documentsAtBase());
        LedgerState state = LedgerState.empty(manifest.epoch());
        String hash = LedgerEntry.NO_PREVIOUS;
        if (base != null) {
            state = LedgerState.of(base.position(), base.at(), subjects);
            hash = base.hash();
        }
        require(
                state.position().revision() == manifest.from() - 1 && hash.equals(manifest.previous()),
                "it begins elsewhere than its manifest says");
        return new ChainCheck(manifest.ledger(), state, hash, wanted -> Optional.ofNullable(documents.get(wanted)));
    }

    /** Those of the base are before the first block's entries, in the block that begins the file. */
    private Set<String> documentsAtBase() {
        Set<String> atBase = new HashSet<>();
        for (SubjectState subject : subjects) {
            subject.document().ifPresent(document -> {
                atBase.add(document.hash());
                atBase.addAll(document.missingChunks());
            });
        }
        long first = manifest.blocks().get(0).revision();
        atBase.forEach(hash -> index.document(hash, first));
        return atBase;
    }

    private void finish(long revision) throws DamagedArchiveException {
        ChainCheck check = chain == null ? begin() : chain;
        Position reached = check.state().position();
        require(
                reached.revision() == revision
                        && revision == manifest.to()
                        && check.hash().equals(manifest.hash()),
                "it ends elsewhere than its manifest says");
    }

    private void requireChunks(Document document) throws DamagedArchiveException {
        for (String chunk : document.missingChunks()) {
            require(chunksSeen.contains(chunk), "the chunk " + chunk + " of members is missing");
        }
    }

    private static void require(boolean holds, String otherwise) throws DamagedArchiveException {
        if (!holds) {
            throw new DamagedArchiveException(otherwise);
        }
    }
}
