package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** One kind of load. */
interface LoadMeasurement {

    /** How large it is unless told otherwise. */
    default LoadOptions defaults() {
        return LoadOptions.DEFAULT;
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
