package dev.belay.benchmarks;

import dev.belay.json.state.Subject;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.archive.Archive;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.ArchivedLedgerStore;
import dev.belay.ledger.archive.Retention;
import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.process.BelayProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a long history costs: starting on it, looking back, going back, archiving most of it, and looking into archives. */
final class HistoryMeasurement implements Benchmarks.Measurement {

    private static final LedgerId LEDGER = LedgerId.flagSet("default", "production");
    private static final int ENTRIES = Integer.getInteger("belay.bench.entries", 1_000_000);
    private static final int KEPT = ENTRIES / 10;
    private static final int STARTS = 3;
    private static final int READS = 21;
    private static final long SEED = 5;

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        out.printf(
                "A ledger of %,d entries, each a change of one of %,d flags, on SQLite%n", ENTRIES, LongHistory.FLAGS);
        Path data = folder.resolve("data");
        createFlags(launcher, data);
        start(launcher, data, "with " + LongHistory.FLAGS + " flags and no history", out);
        LongHistory history = new LongHistory(LEDGER, ENTRIES);
        fill(history, data, out);
        out.printf("  %-58s %8.1f MB%n", "the file", megabytes(data.resolve(SqliteStore.FILE)));
        start(launcher, data, "with " + ENTRIES + " entries", out);
        rollBack(launcher, data, out);
        try (LedgerStore store = SqliteStore.open(data.resolve(SqliteStore.FILE), history.clock(), () -> "bench")) {
            lookBack(store, out);
            archive(history, store, folder, out);
            lookIntoArchives(store, folder, out);
            time(
                    "verify what is left",
                    out,
                    () -> store.verify(LEDGER, 1, _ -> {}).intact());
        }
        start(launcher, data, "after the compaction", out);
    }

    private static void createFlags(Path launcher, Path data) throws Exception {
        try (BelayProcess server = BelayProcess.start(launcher, data)) {
            String changes = IntStream.range(0, LongHistory.FLAGS)
                    .mapToObj(each -> "{\"op\":\"put\",\"flag\":" + ManagementApi.document(LongHistory.key(each)) + "}")
                    .collect(Collectors.joining(","));
            new ManagementApi(server.address(), BelayProcess.ADMIN_TOKEN)
                    .call("POST", "changes", "{\"reason\":\"bench\",\"changes\":[" + changes + "]}");
        }
    }

    private static void start(Path launcher, Path data, String what, PrintStream out) throws Exception {
        double[] milliseconds = new double[STARTS];
        for (int run = 0; run < STARTS; run++) {
            long start = System.nanoTime();
            try (BelayProcess server = BelayProcess.start(launcher, data)) {
                milliseconds[run] = millisecondsSince(start);
                server.process();
            }
        }
        print("start " + what + " (median of " + STARTS + ")", median(milliseconds), max(milliseconds), out);
    }

    private static void fill(LongHistory history, Path data, PrintStream out) throws Exception {
        try (LedgerStore store = SqliteStore.open(data.resolve(SqliteStore.FILE), history.clock(), () -> "bench")) {
            time("append them, 1,000 in a commit", out, () -> {
                history.append(store, ENTRIES);
                return true;
            });
        }
    }

    private static void rollBack(Path launcher, Path data, PrintStream out) throws Exception {
        try (BelayProcess server = BelayProcess.start(launcher, data)) {
            ManagementApi api = new ManagementApi(server.address(), BelayProcess.ADMIN_TOKEN);
            for (int to : new int[] {ENTRIES / 2, ENTRIES / 3 * 2}) {
                String body = "{\"toRevision\":" + to + ",\"reason\":\"bench\"}";
                time("roll the environment back to revision " + to + ", over HTTP", out, () -> {
                    api.call("POST", "rollback", body);
                    return true;
                });
            }
        }
    }

    private static void lookBack(LedgerStore store, PrintStream out) throws Exception {
        reads("state at a random revision", store, 1, ENTRIES, out);
        read("versions of a flag (" + versions(store).size() + ")", out, () -> versions(store));
    }

    private static List<SubjectVersion> versions(LedgerStore store) {
        return store.versions(LEDGER, Subject.flag(LongHistory.key(77)));
    }

    private static void archive(LongHistory history, LedgerStore store, Path folder, PrintStream out) throws Exception {
        ArchiveFolder archives = new ArchiveFolder(folder.resolve("archive"));
        Retention retention = new Retention(store, archives);
        Retention.Plan plan = retention.keeping(LEDGER, KEPT);
        Writes before = new Writes(history, store);
        before.make(500);
        before.print("a write, nothing else going on", out);
        Writes meanwhile = new Writes(history, store);
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> meanwhile.makeUntil(over));
        long[] removing = {0};
        long start = System.nanoTime();
        Compacted compacted = retention.carryOut(plan, (step, _) -> {
            if (step.equals("removing")) {
                removing[0] = System.nanoTime();
            }
        });
        over.set(true);
        writer.join();
        out.printf(
                "  %-58s %8.1f s, then removed in %.1f s%n",
                "archived and read back " + plan.entries() + " entries",
                (removing[0] - start) / 1e9,
                (System.nanoTime() - removing[0]) / 1e9);
        out.printf(
                "  %-58s %,8d entries, %,d documents%n",
                "gone from the store", compacted.entries(), compacted.documents());
        meanwhile.print("a write meanwhile", out);
        out.printf(
                "  %-58s %8.1f MB in %d files%n",
                "archives", archiveBytes(archives) / 1e6, archives.all().size());
    }

    private static void lookIntoArchives(LedgerStore store, Path folder, PrintStream out) throws Exception {
        ArchiveFolder archives = new ArchiveFolder(folder.resolve("archive"));
        LedgerStore reading = new ArchivedLedgerStore(store, archives);
        reads("state at a random archived revision", reading, 1, ENTRIES - KEPT, out);
        reads("state at a random revision that is left", reading, ENTRIES - KEPT + 500, ENTRIES, out);
        Random random = new Random(SEED);
        read("an archived entry", out, () -> reading.entry(LEDGER, 1 + random.nextInt(ENTRIES - KEPT)));
        List<SubjectVersion> versions = versions(reading);
        read("versions of a flag across archives (" + versions.size() + ")", out, () -> versions(reading));
        read(
                "a document from an archive",
                out,
                () -> reading.document(versions.get(1 + random.nextInt(versions.size() / 2))
                                .hash()
                                .orElseThrow())
                        .orElseThrow());
        time("verify all archives", out, () -> {
            for (Archive archive : archives.all()) {
                archive.verify();
            }
            return true;
        });
    }

    private static void reads(String what, LedgerStore store, int from, int to, PrintStream out) throws Exception {
        Random random = new Random(SEED);
        read(what, out, () -> store.at(LEDGER, from + random.nextInt(to - from)));
    }

    private static void read(String what, PrintStream out, Callable<?> read) throws Exception {
        double[] milliseconds = new double[READS];
        for (int each = 0; each < READS; each++) {
            long start = System.nanoTime();
            read.call();
            milliseconds[each] = millisecondsSince(start);
        }
        print(what, median(milliseconds), max(milliseconds), out);
    }

    private static void time(String what, PrintStream out, Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        out.printf("  %-58s %8.1f s%n", what, millisecondsSince(start) / 1e3);
    }

    private static void print(String what, double median, double max, PrintStream out) {
        out.printf("  %-58s %8.1f ms, at most %.1f ms%n", what, median, max);
    }

    private static long archiveBytes(ArchiveFolder archives) throws IOException {
        return archives.all().stream()
                .mapToLong(each -> each.manifest().bytes())
                .sum();
    }

    private static double megabytes(Path file) throws IOException {
        return Files.size(file) / 1e6;
    }

    private static double millisecondsSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    /** Durable writes, one after another, and how long each took. */
    private static final class Writes {

        private final LongHistory history;
        private final LedgerStore store;
        private double[] milliseconds = new double[1_024];
        private int count;

        Writes(LongHistory history, LedgerStore store) {
            this.history = history;
            this.store = store;
        }

        void make(int writes) {
            for (int each = 0; each < writes; each++) {
                long start = System.nanoTime();
                history.appendOne(store);
                if (count == milliseconds.length) {
                    milliseconds = Arrays.copyOf(milliseconds, 2 * count);
                }
                milliseconds[count++] = millisecondsSince(start);
            }
        }

        void makeUntil(AtomicBoolean over) {
            while (!over.get()) {
                make(1);
            }
        }

        void print(String what, PrintStream out) {
            double[] sorted = Arrays.copyOf(milliseconds, count);
            Arrays.sort(sorted);
            out.printf(
                    "  %-58s %8.1f ms, p99 %.1f ms, at most %.1f ms, %,d of them%n",
                    what, sorted[count / 2], sorted[(int) (count * 0.99)], sorted[count - 1], count);
        }
    }
}
