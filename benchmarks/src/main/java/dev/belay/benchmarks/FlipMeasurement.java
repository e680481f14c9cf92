package dev.belay.benchmarks;

import dev.belay.client.Belay;
import dev.belay.client.StaticToggle;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** What a change of a static toggle costs code that asks it in a loop: the virtual machine compiles that code again. */
final class FlipMeasurement implements Benchmarks.Measurement {

    private static final int FLIPS = 10;
    private static final int CHECKS = 100_000;

    /** Long enough for a loop to be compiled, and for the steady time to be known. */
    private static final int STEADY_BATCHES = 2_000;

    private static final int SETTLING = 50;

    // Static, final and made before the loop is compiled, as the guide says; the compiler folds no other.
    private static final class Application {
        private static final Path FILE = create();
        private static final Belay BELAY = Belay.file(FILE);
        private static final StaticToggle TOGGLE = BELAY.staticToggle("audit");

        private static Path create() {
            try {
                Path file = Files.createTempFile("belay-flip", ".json");
                Files.writeString(file, "{\"audit\": false}");
                return file;
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }

    @Override
    public void run(Path launcher, Path folder, PrintStream out) throws Exception {
        List<Long> steady = new ArrayList<>();
        List<Long> costs = new ArrayList<>();
        boolean on = false;
        for (int flip = 0; flip < FLIPS; flip++) {
            long usual = median(batches());
            on = !on;
            write(folder, on);
            costs.add(extra(on, usual));
            steady.add(usual);
        }
        Application.BELAY.close();
        Files.delete(Application.FILE);
        out.printf("A static toggle, asked %,d times in a row, and changed %d times%n", CHECKS, FLIPS);
        out.printf("  steady: median %.3f ns per check%n", (double) median(steady) / CHECKS);
        out.printf(
                "  a change: the thread that asks loses %,d µs (median; worst %,d µs), once%n",
                median(costs) / 1_000,
                costs.stream().mapToLong(Long::longValue).max().orElse(0) / 1_000);
    }

    private static List<Long> batches() {
        List<Long> times = new ArrayList<>();
        for (int batch = 0; batch < STEADY_BATCHES; batch++) {
            long begun = System.nanoTime();
            batch();
            times.add(System.nanoTime() - begun);
        }
        return times;
    }

    /** What the batch that meets the change takes, and those after it while the loop is compiled again, beyond the usual. */
    private static long extra(boolean on, long usual) {
        int old = on ? 0 : CHECKS;
        long begun = System.nanoTime();
        while (batch() == old) {
            begun = System.nanoTime();
        }
        for (int batch = 0; batch < SETTLING; batch++) {
            batch();
        }
        return System.nanoTime() - begun - (SETTLING + 1) * usual;
    }

    private static int batch() {
        int on = 0;
        for (int check = 0; check < CHECKS; check++) {
            on += Application.TOGGLE.isActive() ? 1 : 0;
        }
        return on;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static void write(Path folder, boolean on) throws IOException {
        Path next = Files.writeString(folder.resolve("next.json"), "{\"audit\": " + on + "}");
        Files.move(next, Application.FILE, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
