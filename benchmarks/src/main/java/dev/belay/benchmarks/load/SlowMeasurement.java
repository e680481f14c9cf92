package dev.belay.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What a connection costs that takes nothing, or nearly nothing, of a stream of large changes. */
final class SlowMeasurement implements LoadMeasurement {

    /** More than a connection may buffer, many times over. */
    private static final int VALUE_CHARACTERS = 40_000;

    private static final int CONNECTIONS = 500;
    private static final int CHANGES = 200;
    private static final int OTHERS = 100;

    @Override
    public boolean run(Path launcher, Path folder, LoadOptions options, PrintStream out)
            throws IOException, InterruptedException {
        try (LoadedServer server = LoadedServer.start(launcher, folder, options);
                Fleet fleet = new Fleet(server.api().createServerKey())) {
            LoadReport report = new LoadReport(out);
            report.title("Connections to %s that take too little, while changes of %,d KB each are made"
                    .formatted(server.described(options), VALUE_CHARACTERS / 1_000));
            fleet.join(server.addresses(), Math.min(OTHERS, options.streams()));
            server.api().call("PUT", "flags/load.large", Changes.large(-1, VALUE_CHARACTERS));
            Changes changes = Changes.large(server.api(), options.rate(), VALUE_CHARACTERS);
            Slow slow = new Slow(server, fleet, StreamLoad.of(fleet, changes), options);
            boolean nothing = slow.run("nothing", false, report);
            return slow.run("a byte a second", true, report) && nothing;
        }
    }

    private record Slow(LoadedServer server, Fleet fleet, StreamLoad load, LoadOptions options) {

        boolean run(String taken, boolean trickles, LoadReport report) throws IOException, InterruptedException {
            int count = Math.min(CONNECTIONS, options.streams());
            int changes = Math.min(CHANGES, options.changes());
            load.run(options.warmUp(), 1);
            List<Costs> costs = Costs.before(server.leaves());
            try (SlowConsumers slow = SlowConsumers.open(server.addresses(), fleet.serverKey(), count)) {
                if (trickles) {
                    slow.trickle();
                }
                StreamLoad.Outcome outcome = load.run(1, changes);
                report.costs("%,d that take %s: of %%s".formatted(count, taken), Costs.withStreams(costs, count));
                report.row(
                        "  %,d changes reach %,d others after".formatted(changes, fleet.size()),
                        outcome.simulated().acknowledgedToApplied());
                return report.verdict(fleet.observations(), outcome.missing());
            }
        }
    }
}
