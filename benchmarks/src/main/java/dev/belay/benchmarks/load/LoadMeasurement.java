package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** One kind of load. */
interface LoadMeasurement {

    /**
     * How large it is to be.
     *
     * @throws IllegalArgumentException if that is not understood
     */
    default LoadOptions options(List<String> arguments) {
        return LoadOptions.DEFAULT.with(arguments);
    }

    /**
     * Measures and prints.
     *
     * @param launcher the {@code belay} script
     * @param folder   an empty folder to use
     * @return whether everything came that had to
     */
    boolean run(Path launcher, Path folder, LoadOptions options, PrintStream out)
            throws IOException, InterruptedException;
}
