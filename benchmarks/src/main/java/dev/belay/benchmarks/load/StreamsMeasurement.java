package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Many streams on one node: how soon a change is applied everywhere, and what a stream costs the server. */
final class StreamsMeasurement implements LoadMeasurement {

    /** Code paths and caches that the first streams need are no cost of each stream. */
    private static final int FIRST = 10;

    @Override
    public boolean run(Path launcher, Path folder, LoadOptions options, PrintStream out)
            throws IOException, InterruptedException {
        try (LoadedServer server = LoadedServer.start(launcher, folder.resolve("data"), options);
                Fleet fleet = new Fleet(server.serverKey());
                RealSdks sdks = new RealSdks()) {
            return new Run(server, fleet, sdks, options, new LoadReport(out)).run();
        }
    }

    private record Run(LoadedServer server, Fleet fleet, RealSdks sdks, LoadOptions options, LoadReport report) {

        boolean run() throws IOException, InterruptedException {
            fleet.join(server.address(), Math.min(FIRST, options.streams()));
            Costs costs = Costs.before(server.figures());
            fleet.join(server.address(), options.streams() - fleet.size());
            sdks.join(server.address(), server.serverKey(), options.sdks());
            Costs.Idle idle = costs.withStreams(added());
            Work before = Work.soFar(server.figures(), fleet);
            StreamLoad.Outcome outcome = new StreamLoad(fleet, sdks, Changes.switching(server.api(), options.rate()))
                    .run(options.warmUp(), options.changes());
            Work work = Work.soFar(server.figures(), fleet).since(before);
            title();
            report.latencies(outcome);
            report.costs("each stream, before changes", idle);
            report.costs("each stream, after changes", costs.withStreams(added()));
            report.row("a change on a stream", "%,d bytes, heartbeats included".formatted(work.bytesPerFrame()));
            report.row("the server's processors", work);
            return report.verdict(fleet.observations(), outcome.missing());
        }

        private int added() {
            return Math.max(1, fleet.size() + sdks.size() - FIRST);
        }

        private void title() {
            report.title("%,d streams and %,d real SDKs on one node (-Xmx%dm), %,d flags, %,d changes at %s per second"
                    .formatted(
                            fleet.size(),
                            sdks.size(),
                            options.heapMib(),
                            options.flags(),
                            options.changes(),
                            options.rate()));
        }
    }
}
