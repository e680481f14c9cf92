package dev.belay.ledger.archive;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One archive, read from its files whenever something is asked: what is held in memory is what is answered, and some blocks.
 * Whatever is answered has its hash.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method reads files.
 */
public final class Archive {

    private final ArchiveFiles files;
    private final ArchiveManifest manifest;

    Archive(ArchiveFiles files, ArchiveManifest manifest) {
        this.files = files;
        this.manifest = manifest;
    }

    /** What it holds. */
    public ArchiveManifest manifest() {
        return manifest;
    }

    /** The file with its content. */
    public Path file() {
        return files.content();
    }

    /** Its entries after a revision, at most so many. */
    List<LedgerEntry> entries(long after, int limit) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        long last = Math.min(manifest.to(), after + limit);
        if (last > after) {
            read(after + 1, last, hash -> false, line -> {
                if (line instanceof HistoryLine.Entry entry && entry.entry().revision() > after) {
                    entries.add(proven(entry.entry()));
                }
            });
        }
        return entries;
    }

    Optional<LedgerEntry> entry(long revision) throws IOException {
        return entries(revision - 1, 1).stream().findFirst();
    }

    /** The entries that changed a subject, ascending. */
    List<LedgerEntry> entriesOf(Subject subject) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        List<Long> found = ask(index -> index.revisionsOf(subject));
        TreeSet<Long> revisions = new TreeSet<>(found);
        while (!revisions.isEmpty()) {
            // One pass for all that lie in one block.
            int block = manifest.blockOf(revisions.first());
            long end = endOf(block);
            Set<Long> wanted = new HashSet<>(revisions.headSet(end, true));
            read(revisions.first(), end, hash -> false, line -> {
                if (line instanceof HistoryLine.Entry entry
                        && wanted.contains(entry.entry().revision())) {
                    entries.add(proven(entry.entry()));
                }
            });
            revisions.headSet(end, true).clear();
        }
        entries.removeIf(entry ->
                entry.changes().stream().noneMatch(change -> change.subject().equals(subject)));
        return entries;
    }

    private long endOf(int block) {
        return block + 1 < manifest.blocks().size()
                ? manifest.blocks().get(block + 1).revision() - 1
                : manifest.to();
    }

    /** The last entry that is not later than an instant; the revision before the first one if none is. */
    long revisionAt(Instant instant) throws IOException {
        int block = 0;
        while (block + 1 < manifest.blocks().size()
                && !manifest.blocks().get(block + 1).at().isAfter(instant)) {
            block++;
        }
        long[] found = {manifest.from() - 1};
        long begin = Math.max(manifest.from(), manifest.blocks().get(block).revision());
        read(begin, Math.max(begin, endOf(block)), hash -> false, line -> {
            if (line instanceof HistoryLine.Entry entry && !entry.entry().at().isAfter(instant)) {
                found[0] = Math.max(found[0], proven(entry.entry()).revision());
            }
        });
        return found[0];
    }

    /** The state at one of its revisions, or at the one before them. */
    LedgerState at(long revision) throws IOException {
        StateSearch search = new StateSearch();
        read(manifest.from() - 1, revision, hash -> false, search::take);
        Map<String, Document> documents = documents(search.documents());
        List<SubjectState> subjects = new ArrayList<>();
        for (Map.Entry<Subject, HistoryLine.SubjectAtBase> each : search.subjects.entrySet()) {
            HistoryLine.SubjectAtBase subject = each.getValue();
            Optional<Document> document = Optional.empty();
            if (subject.document().isPresent()) {
                document = Optional.of(present(documents, subject.document().get()));
            }
            subjects.add(new SubjectState(subject.subject(), subject.version(), document));
        }
        LedgerEntry reached = search.reached;
        return reached == null
                ? LedgerState.empty(manifest.epoch())
                : LedgerState.of(reached.position(), reached.at(), subjects);
    }

    /** Whether its index names a document, which is asked quickly; true if there is no index to ask. */
    boolean mayHave(String document) throws IOException {
        try (ArchiveIndex index = ArchiveIndex.open(files.index(), manifest.sha256())) {
            return !index.blocksOf(document).isEmpty();
        } catch (NoSuchFileException | DamagedArchiveException unusable) {
            return true;
        }
    }

    /** Those of these documents that it has, with the chunks of members that they name, by hash. */
    Map<String, Document> documents(Set<String> hashes) throws IOException {
        Map<String, Document> alone = alone(hashes);
        Set<String> chunks = new HashSet<>();
        alone.values().forEach(document -> chunks.addAll(document.missingChunks()));
        if (chunks.isEmpty()) {
            return alone;
        }
        Map<String, MemberChunk> read = new HashMap<>();
        for (Map.Entry<String, Document> chunk : alone(chunks).entrySet()) {
            read.put(chunk.getKey(), ChunkFormat.read(chunk.getValue()));
        }
        if (!read.keySet().containsAll(chunks)) {
            throw new DamagedArchiveException("a chunk of members is missing from " + files.content());
        }
        alone.replaceAll((hash, document) -> document.withChunks(chunk -> Objects.requireNonNull(read.get(chunk))));
        return alone;
    }

    private Map<String, Document> alone(Set<String> hashes) throws IOException {
        Map<Integer, Set<String>> byBlock = new TreeMap<>();
        ask(index -> {
            for (String hash : hashes) {
                for (long revision : index.blocksOf(hash)) {
                    byBlock.computeIfAbsent(manifest.blockOf(revision), block -> new HashSet<>())
                            .add(hash);
                }
            }
            return true;
        });
        Map<String, Document> found = new HashMap<>();
        for (Map.Entry<Integer, Set<String>> block : byBlock.entrySet()) {
            Set<String> wanted = block.getValue();
            wanted.removeAll(found.keySet());
            if (!wanted.isEmpty()) {
                long begin = manifest.blocks().get(block.getKey()).revision();
                read(begin, endOf(block.getKey()), wanted::contains, line -> {
                    if (line instanceof HistoryLine.Stored stored) {
                        found.put(stored.document().hash(), stored.document());
                    }
                });
            }
        }
        return found;
    }

    /**
     * Reads the whole file and proves it.
     *
     * @throws DamagedArchiveException at the first thing that does not hold
     */
    public void verify() throws IOException {
        if (!files.sha256().equals(manifest.sha256())) {
            throw new DamagedArchiveException("its bytes do not have the hash that its manifest names");
        }
        check();
    }

    private ArchiveIndex.Builder check() throws IOException {
        try (BlockInput in = BlockInput.from(files.content(), 0)) {
            return ArchiveCheck.run(new HistoryReader(in), manifest);
        }
    }

    /** Writes its documents and entries; of its base nothing, since an archive before it ends with that. */
    public void copyTo(HistoryWriter writer) throws IOException {
        read(manifest.from() - 1, manifest.to(), hash -> true, line -> {
            if (line instanceof HistoryLine.Stored stored) {
                writer.stored(stored.document());
            } else if (line instanceof HistoryLine.Entry entry) {
                writer.entry(proven(entry.entry()), change -> Optional.empty());
            }
        });
    }

    /** From the beginning of the block with one entry until after another one. */
    private void read(long first, long last, Predicate<String> documents, Lines lines) throws IOException {
        long offset = manifest.blocks().get(manifest.blockOf(first)).offset();
        try (BlockInput in = BlockInput.from(files.content(), offset)) {
            HistoryReader reader = new HistoryReader(in);
            long at = first - 1;
            for (Optional<HistoryLine> line = reader.next(documents::test);
                    line.isPresent() && at < last;
                    line = reader.next(documents::test)) {
                if (line.get() instanceof HistoryLine.Entry entry) {
                    at = entry.entry().revision();
                    if (at > last) {
                        return;
                    }
                }
                lines.take(line.get());
            }
        } catch (ZipException damaged) {
            throw new DamagedArchiveException(files.content() + " cannot be decompressed: " + damaged.getMessage());
        }
    }

    private <T> T ask(Question<T> question) throws IOException {
        if (Files.notExists(files.index())) {
            check().write(files.index(), manifest.sha256());
        }
        try (ArchiveIndex index = ArchiveIndex.open(files.index(), manifest.sha256())) {
            return question.ask(index);
        } catch (DamagedArchiveException otherIndex) {
            check().write(files.index(), manifest.sha256());
            try (ArchiveIndex index = ArchiveIndex.open(files.index(), manifest.sha256())) {
                return question.ask(index);
            }
        }
    }

    private Document present(Map<String, Document> documents, String hash) throws DamagedArchiveException {
        Document document = documents.get(hash);
        if (document == null) {
            throw new DamagedArchiveException("the document " + hash + " is missing from " + files.content());
        }
        return document;
    }

    private LedgerEntry proven(LedgerEntry entry) throws DamagedArchiveException {
        if (!EntryFormat.hashHolds(entry)) {
            throw new DamagedArchiveException(
                    "entry " + entry.revision() + " in " + files.content() + " does not have its hash");
        }
        return entry;
    }

    /** Takes lines one after another. */
    @FunctionalInterface
    interface Lines {
        void take(HistoryLine line) throws IOException;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(ArchiveIndex index) throws IOException;
    }

    /** Follows which version each subject has. */
    private final class StateSearch {

        private final Map<Subject, HistoryLine.SubjectAtBase> subjects = new HashMap<>();
        private @Nullable LedgerEntry reached;

        void take(HistoryLine line) throws IOException {
            if (line instanceof HistoryLine.Base base) {
                reached = proven(base.entry());
            } else if (line instanceof HistoryLine.SubjectAtBase subject) {
                subjects.put(subject.subject(), subject);
            } else if (line instanceof HistoryLine.Entry entry) {
                follow(proven(entry.entry()));
            }
        }

        private void follow(LedgerEntry entry) throws IOException {
            String before = reached == null ? LedgerEntry.NO_PREVIOUS : reached.hash();
            if (!entry.previous().equals(before)) {
                throw new DamagedArchiveException(
                        "entry " + entry.revision() + " in " + files.content() + " does not follow the one before it");
            }
            for (Change change : entry.changes()) {
                subjects.put(
                        change.subject(),
                        new HistoryLine.SubjectAtBase(change.subject(), change.version(), change.after()));
            }
            reached = entry;
        }

        Set<String> documents() {
            Set<String> documents = new HashSet<>();
            subjects.values().forEach(subject -> subject.document().ifPresent(documents::add));
            return documents;
        }
    }
}
