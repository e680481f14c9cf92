package dev.belay.benchmarks;

import dev.belay.testkit.process.BelayProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How many durable writes a second the API takes, beside a bare SQLite table on the same disk. */
final class AppendMeasurement implements Benchmarks.Measurement {

    private static final long WARM_UP_SECONDS = 3;
    private static final long SECONDS = 5;
    private static final int ROW_BYTES = 1_000;

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        out.println("Durable writes per second");
        double bare = bareSqlite(folder.resolve("bare.db"));
        out.printf("  bare SQLite, one row of %d bytes per transaction  %8.0f%n", ROW_BYTES, bare);
        try (BelayProcess server = BelayProcess.start(launcher, folder.resolve("data"))) {
            ManagementApi api = new ManagementApi(server.address(), BelayProcess.ADMIN_TOKEN);
            write(api, 4, WARM_UP_SECONDS, "warm");
            for (int writers : new int[] {1, 32}) {
                double rate = write(api, writers, SECONDS, "bench-" + writers);
                out.printf(
                        "  Belay over HTTP, %2d writers                         %8.0f  (%.2f of bare SQLite)%n",
                        writers, rate, rate / bare);
            }
        }
    }

    private static double bareSqlite(Path file) throws Exception {
        byte[] row = new byte[ROW_BYTES];
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, body BLOB NOT NULL)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entry (body) VALUES (?)")) {
                insert.setBytes(1, row);
                return rate(SECONDS, () -> insert.executeUpdate());
            }
        }
    }

    private static double write(ManagementApi api, int writers, long seconds, String prefix) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<Double>> rates = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String key = prefix + "." + writer;
                api.create(key);
                boolean[] enabled = {true};
                rates.add(threads.submit(() -> rate(seconds, () -> {
                    enabled[0] = !enabled[0];
                    return api.switchTo(key, enabled[0]);
                })));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        }
    }

    private static double rate(long seconds, Callable<?> work) throws Exception {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        int done = 0;
        while (System.nanoTime() < end) {
            work.call();
            done++;
        }
        return done / ((System.nanoTime() - start) / 1e9);
    }
}
