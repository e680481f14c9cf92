package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * {@code ./belay bench streams [OPTIONS]} and its siblings: exit code 0 when everything came that had to, 1 when something
 * did not, 64 for arguments that are not understood.
 */
public final class LoadCommand {

    private static final int FAILED = 1;
    private static final int USAGE = 64;

    private static final Map<String, LoadMeasurement> KNOWN = new TreeMap<>(Map.of(
            "streams",
            new StreamsMeasurement(),
            "storm",
            new StormMeasurement(),
            "slow",
            new SlowMeasurement(),
            "nodes",
            new NodesMeasurement()));

    /** Held here, because loggers that nobody holds forget what they were told. */
    private static final Logger CLIENT = Logger.getLogger("dev.belay.client");

    private LoadCommand() {}

    /** Runs a measurement. Arguments: its name, options. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // Each of the real SDKs would say that it is ready.
        CLIENT.setLevel(Level.WARNING);
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        LoadMeasurement measurement = KNOWN.get(arguments.isEmpty() ? "" : arguments.getFirst());
        if (measurement == null) {
            err.println("belay: The loads are " + String.join(", ", KNOWN.keySet()) + ", not " + arguments);
            return USAGE;
        }
        LoadOptions options;
        try {
            options = measurement.options(arguments.subList(1, arguments.size()));
        } catch (IllegalArgumentException notUnderstood) {
            err.println("belay: " + notUnderstood.getMessage());
            return USAGE;
        }
        return inFolderOfItsOwn(measurement, options, out) ? 0 : FAILED;
    }

    private static boolean inFolderOfItsOwn(LoadMeasurement measurement, LoadOptions options, PrintStream out)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("belay-load");
        try {
            return measurement.run(Path.of(System.getProperty("belay.launcher", "./belay")), folder, options, out);
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
}
