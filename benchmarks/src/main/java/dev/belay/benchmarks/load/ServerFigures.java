package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the system and the JDK's tools tell of a Java process. <b>Thread-safety:</b> safe for use by many threads.
 *
 * @param pid of the process
 */
record ServerFigures(long pid) {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern PAUSE = Pattern.compile("Pause .*? (\\d+)M->(\\d+)M\\((\\d+)M\\) ([0-9.]+)ms");
    private static final int TICKS_PER_SECOND = 100;

    /** Bytes of all objects that are reachable, after a full collection. */
    long liveHeap() {
        jcmd("GC.run");
        Matcher total = TOTAL.matcher(jcmd("GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("jcmd GC.class_histogram has no total");
        }
        return Long.parseLong(total.group(1));
    }

    /** Bytes of memory that the process holds. */
    long resident() {
        return status("VmRSS") << 10;
    }

    /** Time that processors have spent on it. */
    Duration processorTime() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }

    /** Open files and sockets. */
    long descriptors() {
        try (Stream<Path> open = Files.list(proc("fd"))) {
            return open.count();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Begins to log collections. */
    void logCollections(Path log) {
        jcmd("VM.log", "output=" + log, "what=gc");
    }

    /** The fullest that the heap was at a logged collection. */
    static Collections collections(Path log) throws IOException {
        Collections all = new Collections(0, 0, 0, 0);
        Matcher pause = PAUSE.matcher(Files.readString(log));
        while (pause.find()) {
            all = all.and(
                    Integer.parseInt(pause.group(1)),
                    Integer.parseInt(pause.group(2)),
                    Double.parseDouble(pause.group(4)));
        }
        return all;
    }

    /**
     * Collections of garbage.
     *
     * @param fullest  MiB in use before one, at most
     * @param left     MiB in use after one, at most
     * @param longest  milliseconds
     */
    record Collections(int count, int fullest, int left, double longest) {
        private Collections and(int before, int after, double millis) {
            return new Collections(
                    count + 1, Math.max(fullest, before), Math.max(left, after), Math.max(longest, millis));
        }

        @Override
        public String toString() {
            return count == 0
                    ? "no collection"
                    : "heap up to %d MiB, %d MiB after a collection; %d collections, the longest %.0f ms"
                            .formatted(fullest, left, count, longest);
        }
    }

    private long status(String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB").matcher(read("status"));
        if (!line.find()) {
            throw new IllegalStateException("The process " + pid + " has no " + name);
        }
        return Long.parseLong(line.group(1));
    }

    private String read(String file) {
        try {
            return Files.readString(proc(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }

    private String jcmd(String... command) {
        List<String> line = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                        .toString(),
                                Long.toString(pid)),
                        Stream.of(command))
                .toList();
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", line) + " failed: " + output);
            }
            return output;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
