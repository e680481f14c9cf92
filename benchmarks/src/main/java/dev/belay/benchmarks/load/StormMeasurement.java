package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
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
        try (LoadedServer server = LoadedServer.start(launcher, folder, options);
                Fleet fleet = new Fleet(server.api().createServerKey())) {
            fleet.join(server.addresses(), options.streams());
            LoadReport report = new LoadReport(out);
            report.title("%,d streams of %s cut at once, %,d flags, %,d changes at %s per second meanwhile"
                    .formatted(
                            fleet.size(),
                            server.described(options),
                            options.flags(),
                            options.changes(),
                            options.rate()));
            Changes changes = Changes.switching(server.api(), options.rate());
            StreamLoad load = StreamLoad.of(fleet, changes);
            load.run(options.warmUp(), options.warmUp());
            Storm storm = new Storm(server, fleet, load, options);
            boolean resumed = storm.run("with Last-Event-ID", true, folder.resolve("resumed"), report);
            return storm.run("without", false, folder.resolve("anew"), report) && resumed;
        }
    }

    /** What is cut, and what goes on meanwhile. */
    private record Storm(LoadedServer server, Fleet fleet, StreamLoad load, LoadOptions options) {

        boolean run(String how, boolean resume, Path logs, LoadReport report) throws IOException, InterruptedException {
            Files.createDirectory(logs);
            Work before = Work.soFar(server.leaves(), fleet);
            for (Leaf leaf : server.leaves()) {
                leaf.figures().logCollections(log(logs, leaf));
            }
            CompletableFuture<StreamLoad.Outcome> changes = inBackground();
            TimeUnit.MILLISECONDS.sleep((long) (BEFORE_THE_CUT * 1_000 / options.rate()));
            long begun = System.nanoTime();
            fleet.cutAll(resume);
            fleet.awaitLive();
            double seconds = (System.nanoTime() - begun) / 1e9;
            StreamLoad.Outcome outcome = changes.join();
            report.row(how + ": all follow again after", "%.2f s".formatted(seconds));
            report.row("  acknowledged -> applied", outcome.simulated().acknowledgedToApplied());
            for (Leaf leaf : server.leaves()) {
                report.row("  the heap of " + leaf.name(), ServerFigures.collections(log(logs, leaf)));
            }
            Duration spent = Work.soFar(server.leaves(), fleet).since(before).processor();
            report.row("  the processors", "%.1f s until then and after".formatted(spent.toMillis() / 1e3));
            // Who begins anew gets what it missed in a snapshot and not change by change.
            return report.verdict(fleet.observations(), resume ? outcome.missing() : 0);
        }

        // The JDK's tools take no path with a space.
        private static Path log(Path logs, Leaf leaf) {
            return logs.resolve(leaf.name().replace(' ', '-'));
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
