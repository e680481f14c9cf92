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
                BelayProcess.start(launcher, used).close();
                out.printf(
                        "  %-16s run %d  ready after %6.0f ms (with stopping)%n",
                        data, run, (System.nanoTime() - start) / 1e6);
            }
        }
    }
}
