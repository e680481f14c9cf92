package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prints what a load came to. <b>Thread-safety:</b> confined to one thread at a time. */
final class LoadReport {

    private final PrintStream out;

    LoadReport(PrintStream out) {
        this.out = out;
    }

    void title(String sentence) {
        out.println(sentence);
        out.println("  load average of the machine: " + loadAverage() + "; "
                + Runtime.getRuntime().availableProcessors() + " processors for servers and receivers together");
    }

    void latencies(StreamLoad.Outcome outcome) {
        row("change sent -> acknowledged", outcome.simulated().sentToAcknowledged());
        row("acknowledged -> applied, simulated SDKs", outcome.simulated().acknowledgedToApplied());
        row("sent -> applied, simulated SDKs", outcome.simulated().sentToApplied());
        row("acknowledged -> applied by the last one", outcome.simulated().acknowledgedToLast());
        row("acknowledged -> applied, real SDKs", outcome.real().acknowledgedToApplied());
    }

    /** How much later than at the server a change is applied behind a replica of it. */
    void hops(StreamLoad.Outcome outcome) {
        row("acknowledged -> applied, real, at the server", outcome.near().acknowledgedToApplied());
        row("a hop, from the first real SDK to the first", outcome.near().firstToFirst(outcome.real()));
        row("a hop, from the middle one to each", outcome.near().middleToEach(outcome.real()));
    }

    /** @param when with a place for the server's name */
    void costs(String when, List<Costs.Idle> servers) {
        servers.forEach(each -> costs(when.formatted(each.server()), each));
    }

    private void costs(String when, Costs.Idle each) {
        row(
                when,
                "%,.1f KiB heap and %,.1f KiB resident per stream; %,d descriptors"
                        .formatted(each.heap() / 1024.0, each.resident() / 1024.0, each.descriptors()));
    }

    void row(String name, Object value) {
        out.printf("  %-44s %s%n", name, value);
    }

    /** Says whether everybody got everything once; answers that. */
    boolean verdict(Observations seen, long missing) {
        boolean good = seen.violations() == 0 && missing == 0;
        row(
                good ? "PASSED" : "FAILED",
                "%,d missed, %,d violations, %,d connections broken, %,d refused"
                        .formatted(missing, seen.violations(), seen.brokenConnections(), seen.refusals()));
        seen.sentences().forEach(sentence -> row("", sentence));
        return good;
    }

    private static String loadAverage() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
