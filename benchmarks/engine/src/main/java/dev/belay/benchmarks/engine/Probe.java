package dev.belay.benchmarks.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Runs a class of this program in a JVM of its own and reads the figures that it prints. */
final class Probe {

    /** There is no logging library, which the peers' façade for logs would mention every time. */
    static final String QUIET = "-Dslf4j.internal.verbosity=ERROR";

    /** The heap is resident from the beginning, so that what the process grows by is outside of it. */
    private static final List<String> JVM = List.of(
            "-Xms2g",
            "-Xmx2g",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            QUIET);

    private Probe() {}

    static Map<String, Double> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(main.getSimpleName() + " " + List.of(arguments) + " failed; see above");
            }
            return figures(output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What {@link #run} reads. */
    static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.3f%n", name, value);
    }

    private static Map<String, Double> figures(String output) {
        Map<String, Double> figures = new TreeMap<>();
        output.lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> figures.put(parts[0], Double.valueOf(parts[1])));
        return figures;
    }
}
