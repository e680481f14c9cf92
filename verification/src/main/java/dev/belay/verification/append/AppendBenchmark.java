package dev.belay.verification.append;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code ./belay verify appends}: durable appends per second through a ledger store, by 1 and by 32 threads, beside what
 * SQLite itself does with rows of the same size, one insert for each transaction. The contestants take turns, so that a
 * busy machine slows all of them; compare within one run.
 */
final class AppendBenchmark {

    private static final int ROUNDS = 5;
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private AppendBenchmark() {}

    /** Prints a table. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("belay-appends-");
        try (BareAppends bare = new BareAppends(folder.resolve("bare.db"));
                LedgerAppends ledger = new LedgerAppends(folder)) {
            Contestant bareSqlite = new Contestant("bare SQLite, 1 insert per transaction", bare::run);
            Contestant oneThread = new Contestant("commit() by 1 thread", turn -> ledger.run(1, turn));
            Contestant manyThreads = new Contestant("commit() by 32 threads", turn -> ledger.run(32, turn));
            List<Contestant> contestants = List.of(bareSqlite, oneThread, manyThreads);
            for (Contestant contestant : contestants) {
                contestant.warmUp(WARM_UP);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Contestant contestant : contestants) {
                    contestant.measure(TURN);
                }
            }
            print(contestants);
        } finally {
            delete(folder);
        }
    }

    private static void print(List<Contestant> contestants) {
        double bare = contestants.getFirst().median();
        System.out.printf("%-40s %12s %8s   %s%n", "durable appends per second", "median", "ratio", "rounds");
        for (Contestant each : contestants) {
            System.out.printf(
                    "%-40s %,12.0f %8.2f   %s%n", each.name(), each.median(), each.median() / bare, each.rounds());
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
