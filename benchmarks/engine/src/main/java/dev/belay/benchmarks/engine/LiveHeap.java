package dev.belay.benchmarks.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** What this process holds in memory. */
final class LiveHeap {

    private static final int COLLECTIONS = 8;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private LiveHeap() {}

    /** The bytes that are reachable: the least of several full collections, because some objects need more than one. */
    static long bytes() {
        return IntStream.range(0, COLLECTIONS)
                .mapToLong(collection -> afterCollecting())
                .min()
                .orElseThrow();
    }

    private static long afterCollecting() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The bytes that the system counts as this process's, where it tells. */
    static long residentBytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }
}
