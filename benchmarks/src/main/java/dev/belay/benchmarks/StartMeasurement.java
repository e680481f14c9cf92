package dev.belay.benchmarks;

import dev.belay.testkit.process.BelayProcess;
import java.io.PrintStream;
import java.nio.file.Path;

/** From the command to the line that says ready, as a whole process. */
final class StartMeasurement implements Benchmarks.Measurement {

    private static final int RUNS = 3;

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        out.println("belay serve, from the command to the ready line");
        for (String data : new String[] {"new folder", "existing folder"}) {
            for (int run = 1; run <= RUNS; run++) {
                Path used = data.startsWith("new") ? folder.resolve("data-" + run) : folder.resolve("data-1");
                long start = System.nanoTime();
                try (BelayProcess server = BelayProcess.start(launcher, used)) {
                    double milliseconds = (System.nanoTime() - start) / 1e6;
                    out.printf("  %-16s run %d  %6.0f ms  %s%n", data, run, milliseconds, server.address());
                }
            }
        }
    }
}
