package dev.belay.store.sql;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.archive.DamagedArchiveException;
import dev.belay.ledger.archive.HistoryReader;
import dev.belay.ledger.serial.EpochRenewal;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Makes a Belay file of an export, or of a backup, with exactly the entries that it has, and puts it in place once everything
 * in it was verified.
 *
 * <p><b>Thread-safety:</b> immutable; the data folder belongs to whoever restores, as long as that takes.
 */
public final class LedgerRestore {

    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] LINE = {'{'};
    private static final String WORK = "restoring";
    private static final String WAL = "-wal";
    private static final String SHM = "-shm";
    private static final DateTimeFormatter ASIDE = DateTimeFormatter.ofPattern(
                    "'.before-restore-'uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path target;
    private final boolean replace;
    private final Optional<Supplier<String>> epochs;
    private final InstantSource clock;

    /**
     * Restores to a file.
     *
     * @param target  the file in a data folder
     * @param replace whether a file that is there may be put aside, under its name with {@code .before-restore-} and the
     *     instant
     * @param epochs  makes the identities of new lines of history, which each ledger begins after its last entry, because
     *     what was written after the backup is missing; empty to leave the ledgers exactly as they were
     */
    public LedgerRestore(Path target, boolean replace, Optional<Supplier<String>> epochs, InstantSource clock) {
        this.target = target.toAbsolutePath();
        this.replace = replace;
        this.epochs = epochs;
        this.clock = clock;
    }

    /**
     * Restores.
     *
     * @param source   a backup, or an export, which may be compressed by gzip
     * @param progress told of entries that were read from time to time
     * @return what was verified of each ledger, and where the ledgers are that were there before
     * @throws LedgerBrokenException     if what the source holds is damaged; nothing has changed
     * @throws StoreUnavailableException if the data folder is in use, or has a file that may not be replaced; nothing has
     *     changed
     * @throws DamagedArchiveException   if the export cannot be read; nothing has changed
     * @throws IOException               if a file cannot be read or written; nothing has changed
     */
    public Restored from(Path source, LongConsumer progress) throws IOException {
        requireKnown(source);
        DataFolder folder = DataFolder.take(target);
        Path work = target.resolveSibling(WORK);
        try {
            requireRoom();
            delete(work);
            Path file = Files.createDirectories(work).resolve(String.valueOf(target.getFileName()));
            make(source, file, progress);
            List<Verification> verified = LedgerVerification.of(file, progress);
            requireIntact(verified);
            return new Restored(verified, putInPlace(file));
        } catch (SQLException failure) {
            throw new Damage(target).from(failure);
        } finally {
            delete(work);
            folder.close();
        }
    }

    /**
     * What was restored.
     *
     * @param ledgers what was verified of each
     * @param aside   where the file is kept that was there before
     */
    public record Restored(List<Verification> ledgers, Optional<Path> aside) {

        /** Copies the list. */
        public Restored {
            ledgers = List.copyOf(ledgers);
        }
    }

    private static void requireKnown(Path source) throws IOException {
        boolean known = startsWith(source, SQLITE) || startsWith(source, GZIP) || startsWith(source, LINE);
        if (!known) {
            throw new DamagedArchiveException(
                    "it is neither a backup, which is an SQLite database, nor an export, which"
                            + " is JSON lines, compressed by gzip or not");
        }
    }

    private void requireRoom() {
        if (Files.exists(target) && !replace) {
            throw new StoreUnavailableException("The file " + target
                    + " exists, and would be replaced; name another data" + " folder, or say so with --replace");
        }
    }

    private void make(Path source, Path file, LongConsumer progress) throws IOException, SQLException {
        if (startsWith(source, SQLITE)) {
            SqliteBackup.write(source, file);
        } else {
            SqliteSchema.create(file);
            readExport(source, file, progress);
        }
        if (epochs.isPresent()) {
            renew(source, file, epochs.get());
        }
    }

    private void renew(Path source, Path file, Supplier<String> names) throws IOException {
        try (SqliteJournal journal = SqliteStore.journal(file)) {
            EpochRenewal.of(journal, clock, names);
        } catch (LedgerBrokenException damaged) {
            // It speaks of the file in the making; what is damaged is the source.
            requireIntact(LedgerVerification.of(startsWith(source, SQLITE) ? source : file, ignored -> {}));
            throw damaged;
        }
    }

    private static void readExport(Path source, Path file, LongConsumer progress) throws IOException, SQLException {
        try (InputStream in = open(source);
                RestoredFile restored = new RestoredFile(file, progress)) {
            restored.readAll(new HistoryReader(in));
        } catch (EOFException | ZipException torn) {
            throw new DamagedArchiveException("its compression is damaged, or cut off: " + torn.getMessage());
        }
    }

    private static InputStream open(Path source) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(source), 1 << 16);
        return startsWith(source, GZIP) ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static boolean startsWith(Path file, byte[] bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(bytes.length), bytes);
        }
    }

    private static void requireIntact(List<Verification> verified) throws DamagedArchiveException {
        for (Verification each : verified) {
            if (each.broken().isPresent()) {
                throw new DamagedArchiveException(each.broken().get().clause());
            }
        }
    }

    /** The old file keeps a name all the time, so that no start makes an empty one in its place. */
    private Optional<Path> putInPlace(Path file) throws IOException {
        finish(target);
        boolean replaces = Files.exists(target);
        String aside = ASIDE.format(clock.instant());
        for (String ending : List.of("", WAL)) {
            Path old = beside(ending);
            if (Files.exists(old)) {
                keep(old, beside(aside + ending));
            }
        }
        DataFolder.sync(target);
        // What they say would be taken for the new file's.
        Files.deleteIfExists(beside(WAL));
        Files.deleteIfExists(beside(SHM));
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        DataFolder.sync(target);
        return replaces ? Optional.of(beside(aside)) : Optional.empty();
    }

    private Path beside(String ending) {
        return target.resolveSibling(target.getFileName() + ending);
    }

    /** Lets a file have everything that SQLite has kept beside it, unless it is too damaged for that. */
    private static void finish(Path file) {
        if (Files.exists(file)) {
            try (Connection connection = Connections.writer(file);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } catch (SQLException damaged) {
                // It is put aside as it is, with what is beside it.
            }
        }
    }

    private static void keep(Path old, Path aside) throws IOException {
        try {
            Files.createLink(aside, old);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException notOnThisSystem) {
            Files.copy(old, aside);
        }
    }

    private static void delete(Path work) throws IOException {
        if (Files.exists(work)) {
            try (Stream<Path> files = Files.list(work)) {
                for (Path each : files.toList()) {
                    Files.deleteIfExists(each);
                }
            }
            Files.deleteIfExists(work);
        }
    }
}
