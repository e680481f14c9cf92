package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Many streams on one node, or on its replicas: how soon a change is applied everywhere, and what a stream costs. */
final class StreamsMeasurement implements LoadMeasurement {

    /** Code paths and caches that the first streams need are no cost of each stream. */
    private static final int FIRST = 10;

    /** Real SDKs that follow the server itself, beside those that follow its replicas. */
    private static final int NEAR = 10;

    @Override
    public boolean run(Path launcher, Path folder, LoadOptions options, PrintStream out)
            throws IOException, InterruptedException {
        try (LoadedServer server = LoadedServer.start(launcher, folder, options)) {
            String key = server.api().createServerKey();
            try (Fleet fleet = new Fleet(key);
                    RealSdks sdks = new RealSdks(key);
                    RealSdks near = new RealSdks(key)) {
                return new Run(server, fleet, sdks, near, options, new LoadReport(out)).run();
            }
        }
    }

    private record Run(
            LoadedServer server, Fleet fleet, RealSdks sdks, RealSdks near, LoadOptions options, LoadReport report) {

        boolean run() throws IOException, InterruptedException {
            near.join(List.of(server.address()), server.hasReplicas() ? NEAR : 0);
            fleet.join(server.addresses(), Math.min(FIRST, options.streams()));
            List<Costs> costs = Costs.before(server.leaves());
            fleet.join(server.addresses(), options.streams() - fleet.size());
            sdks.join(server.addresses(), options.sdks());
            List<Costs.Idle> idle = Costs.withStreams(costs, added());
            Work before = Work.soFar(server.leaves(), fleet);
            Duration spent = server.figures().processorTime();
            StreamLoad.Outcome outcome = new StreamLoad(
                            fleet, sdks, near, Changes.switching(server.api(), options.rate()))
                    .run(options.warmUp(), options.changes());
            Confirmations confirmed = Confirmations.await(server.api(), instances());
            Work work = Work.soFar(server.leaves(), fleet).since(before);
            spent = server.figures().processorTime().minus(spent);
            title();
            report.latencies(outcome);
            report.costs("each stream of %s, before changes", idle);
            report.costs("each stream of %s, after changes", Costs.withStreams(costs, added()));
            report.row("confirmed at the server", confirmed);
            report.row("a change on a stream", "%,d bytes, heartbeats included".formatted(work.bytesPerFrame()));
            report.row("the processors", work);
            if (server.hasReplicas()) {
                report.hops(outcome);
                report.row(
                        "  of the server, for changes and replicas", "%.1f s more".formatted(spent.toMillis() / 1e3));
            }
            return report.verdict(fleet.observations(), outcome.missing());
        }

        /** Replicas are instances, too. */
        private long instances() {
            long replicas = server.hasReplicas() ? server.leaves().size() : 0;
            return (long) fleet.size() + sdks.size() + near.size() + replicas;
        }

        private int added() {
            return fleet.size() + sdks.size() - FIRST;
        }

        private void title() {
            report.title("%,d streams and %,d real SDKs on %s, %,d flags, %,d changes at %s per second"
                    .formatted(
                            fleet.size(),
                            sdks.size(),
                            server.described(options),
                            options.flags(),
                            options.changes(),
                            options.rate()));
        }
    }
}
