package dev.belay.ledger.archive;

import dev.belay.json.LogLine;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A folder of archives, with one folder in it for each ledger.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method reads or writes files.
 */
public final class ArchiveFolder {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.ledger");

    private final Path folder;
    private final Set<Unreadable> warned = ConcurrentHashMap.newKeySet();

    /** The folder need not exist. */
    public ArchiveFolder(Path folder) {
        this.folder = folder;
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Every archive of every ledger whose manifest can be read, in the order of their names. */
    public List<Archive> all() throws IOException {
        List<Archive> all = new ArrayList<>();
        for (Path ledger : list(folder)) {
            all.addAll(in(ledger).archives());
        }
        return all;
    }

    /** Every archive of a ledger whose manifest can be read, ascending by revision. */
    public List<Archive> of(LedgerId ledger) throws IOException {
        return in(folderOf(ledger)).archives();
    }

    /** The archives that no method finds, because their manifests cannot be read. */
    public List<Unreadable> unreadable() throws IOException {
        List<Unreadable> all = new ArrayList<>();
        for (Path ledger : list(folder)) {
            all.addAll(in(ledger).unreadable());
        }
        return all;
    }

    /** The archives of a ledger that lead to an entry, each to the next, as far back as there are any. */
    public List<Archive> leadingTo(LedgerId ledger, long revision, String hash) throws IOException {
        return Chain.of(of(ledger), revision, hash).archives();
    }

    /** Reads one archive from the file with its content, its manifest beside it. */
    public static Archive open(Path content) throws IOException {
        String name = String.valueOf(content.getFileName()).replaceFirst("\\.jsonl\\.gz$", "");
        return open(new ArchiveFiles(content.toAbsolutePath().resolveSibling(""), name));
    }

    /** Archives the entries of these revisions, on the disk once this returns. What is there already stays as it is. */
    Archive write(LedgerStore store, LedgerId ledger, long from, long to, LongConsumer progress) throws IOException {
        return new ArchiveWriter(store, ledger, folderOf(ledger), progress).write(from, to);
    }

    /** Changes whenever files come or go. */
    long changed(LedgerId ledger) throws IOException {
        try {
            return Files.getLastModifiedTime(folderOf(ledger)).to(TimeUnit.NANOSECONDS);
        } catch (NoSuchFileException none) {
            return 0;
        }
    }

    Path folderOf(LedgerId ledger) {
        // No key has a dot.
        return folder.resolve(ledger.text().replace('/', '.'));
    }

    Found find(LedgerId ledger) throws IOException {
        return in(folderOf(ledger));
    }

    /** One that cannot be read must not take the others away: it is as if it were not there, and said to be damaged. */
    private Found in(Path ledger) throws IOException {
        List<Archive> archives = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (Path file : list(ledger)) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(ArchiveFiles.MANIFEST)) {
                String bare = name.substring(0, name.length() - ArchiveFiles.MANIFEST.length());
                try {
                    archives.add(open(new ArchiveFiles(ledger, bare)));
                } catch (NoSuchFileException meanwhile) {
                    // Somebody moved it away since the folder was listed.
                } catch (IOException damaged) {
                    unreadable.add(new Unreadable(file, String.valueOf(damaged.getMessage())));
                }
            }
        }
        archives.sort(Comparator.comparingLong(archive -> archive.manifest().from()));
        unreadable.forEach(this::warn);
        return new Found(archives, unreadable);
    }

    private void warn(Unreadable damaged) {
        if (warned.add(damaged)) {
            LOGGER.log(
                    Level.WARNING,
                    () -> LogLine.of("ledger.archive-unreadable")
                            .with("manifest", damaged.manifest())
                            .with("problem", damaged.problem())
                            .toString());
        }
    }

    private static Archive open(ArchiveFiles files) throws IOException {
        try {
            return new Archive(files, ArchiveManifest.read(Files.readAllBytes(files.manifest())));
        } catch (DamagedArchiveException damaged) {
            throw new DamagedArchiveException(files.manifest() + ": " + damaged.getMessage());
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /**
     * An archive that cannot be used.
     *
     * @param manifest its file
     * @param problem  what is wrong with that
     */
    public record Unreadable(Path manifest, String problem) {}

    /** What a ledger's folder holds. */
    record Found(List<Archive> archives, List<Unreadable> unreadable) {

        Found {
            archives = List.copyOf(archives);
            unreadable = List.copyOf(unreadable);
        }
    }
}
