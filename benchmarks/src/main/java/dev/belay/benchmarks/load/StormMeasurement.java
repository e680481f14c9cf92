package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All streams are cut at once and come back, while changes go on. */
final class StormMeasurement implements LoadMeasurement {

    private static final int BEFORE_THE_CUT = 2;

    @Override
    public boolean run(Path launcher, Path folder, LoadOptions options, PrintStream out)
            throws IOException, InterruptedException {
        try (LoadedServer server = LoadedServer.start(launcher, folder.resolve("data"), options);
                Fleet fleet = new Fleet(server.serverKey());
                RealSdks none = new RealSdks()) {
            fleet.join(server.address(), options.streams());
            LoadReport report = new LoadReport(out);
            report.title(
                    "%,d streams of one node (-Xmx%dm) cut at once, %,d flags, %,d changes at %s per second meanwhile"
                            .formatted(
                                    fleet.size(),
                                    options.heapMib(),
                                    options.flags(),
                                    options.changes(),
                                    options.rate()));
            Changes changes = Changes.switching(server.api(), options.rate());
            StreamLoad load = new StreamLoad(fleet, none, changes);
            load.run(options.warmUp(), options.warmUp());
            Storm storm = new Storm(server, fleet, load, options);
            boolean resumed = storm.run("with Last-Event-ID", true, folder.resolve("resumed.log"), report);
            return storm.run("without", false, folder.resolve("anew.log"), report) && resumed;
        }
    }

    /** What is cut, and what goes on meanwhile. */
    private record Storm(LoadedServer server, Fleet fleet, StreamLoad load, LoadOptions options) {

        boolean run(String how, boolean resume, Path log, LoadReport report) throws IOException, InterruptedException {
            server.figures().logCollections(log);
            Duration spent = server.figures().processorTime();
            CompletableFuture<StreamLoad.Outcome> changes = inBackground();
            TimeUnit.MILLISECONDS.sleep((long) (BEFORE_THE_CUT * 1_000 / options.rate()));
            long begun = System.nanoTime();
            fleet.cutAll(resume);
            fleet.awaitLive();
            double seconds = (System.nanoTime() - begun) / 1e9;
            StreamLoad.Outcome outcome = changes.join();
            report.row(how + ": all follow again after", "%.2f s".formatted(seconds));
            report.row("  acknowledged -> applied", outcome.simulated().acknowledgedToApplied());
            report.row("  the server's heap", ServerFigures.collections(log));
            report.row(
                    "  the server's processors",
                    "%.1f s until then and after"
                            .formatted(server.figures()
                                            .processorTime()
                                            .minus(spent)
                                            .toMillis()
                                    / 1e3));
            // Who begins anew gets what it missed in a snapshot and not change by change.
            return report.verdict(fleet.observations(), resume ? outcome.missing() : 0);
        }

        private CompletableFuture<StreamLoad.Outcome> inBackground() {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return load.run(1, options.changes());
                } catch (IOException | InterruptedException failure) {
                    throw new IllegalStateException(failure);
                }
            });
        }
    }
}
