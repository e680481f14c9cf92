package dev.belay.benchmarks;

import dev.belay.benchmarks.movement.MovementTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Measures real parts, most of them a server in a process of its own, and prints tables. Figures of one run can be compared, no others. */
public final class Benchmarks {

    private static final int USAGE = 64;

    private Benchmarks() {}

    /** What takes many minutes is measured when it is named. */
    private static final Set<String> LONG = Set.of("history");

    /** Runs the named measurements, or all that are not long. */
    public static void main(String[] names) throws Exception {
        Map<String, Measurement> known = new LinkedHashMap<>();
        known.put("start", new StartMeasurement());
        known.put("propagation", new PropagationMeasurement());
        known.put("replica", new ReplicaMeasurement());
        known.put("appends", new AppendMeasurement());
        known.put("store", new StoreMeasurement());
        known.put("rollback", new RollbackMeasurement());
        known.put("history", new HistoryMeasurement());
        known.put("segments", new SegmentMeasurement());
        known.put("flip", new FlipMeasurement());
        known.put("movement", (_, _, out) -> MovementTable.print(out));
        if (!known.keySet().containsAll(List.of(names))) {
            System.err.println("belay bench knows " + String.join(", ", known.keySet()) + ", and was given "
                    + String.join(" ", names));
            System.exit(USAGE);
        }
        for (Map.Entry<String, Measurement> each : known.entrySet()) {
            boolean named = List.of(names).contains(each.getKey());
            if (named || (names.length == 0 && !LONG.contains(each.getKey()))) {
                inFolderOfItsOwn(each.getValue(), System.out);
            }
        }
    }

    private static void inFolderOfItsOwn(Measurement measurement, PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("belay-bench");
        try {
            measurement.run(Path.of(System.getProperty("belay.launcher", "./belay")), folder, out);
            out.println();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** One thing to measure. */
    interface Measurement {

        /**
         * Measures and prints a table.
         *
         * @param launcher the {@code belay} script
         * @param folder   an empty folder to use
         */
        void run(Path launcher, Path folder, PrintStream out) throws Exception;
    }
}
