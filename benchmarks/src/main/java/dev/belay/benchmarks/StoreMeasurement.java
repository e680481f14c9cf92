package dev.belay.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Durable appends per second through a ledger store in this process, by 1 and by 32 threads, beside what SQLite itself does
 * with rows of the same size, one insert for each transaction. The contestants take turns, so that a busy machine slows all
 * of them.
 */
final class StoreMeasurement implements Benchmarks.Measurement {

    private static final int ROUNDS = 5;
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        try (BareAppends bare = new BareAppends(folder.resolve("bare.db"));
                LedgerAppends ledger = new LedgerAppends(folder)) {
            List<Contestant> contestants = List.of(
                    new Contestant("bare SQLite, 1 insert per transaction", bare::run),
                    new Contestant("commit() by 1 thread", turn -> ledger.run(1, turn)),
                    new Contestant("commit() by 32 threads", turn -> ledger.run(32, turn)));
            for (Contestant contestant : contestants) {
                contestant.warmUp(WARM_UP);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Contestant contestant : contestants) {
                    contestant.measure(TURN);
                }
            }
            print(contestants, out);
        }
    }

    private static void print(List<Contestant> contestants, PrintStream out) {
        double bare = contestants.getFirst().median();
        out.println("Durable appends per second, without HTTP");
        for (Contestant each : contestants) {
            out.printf(
                    "  %-40s %8.0f  (%.2f of bare SQLite; rounds %s)%n",
                    each.name(), each.median(), each.median() / bare, each.rounds());
        }
    }
}
