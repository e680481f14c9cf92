package dev.belay.benchmarks.load;

import dev.belay.benchmarks.ManagementApi;
import dev.belay.testkit.postgres.PostgresProcess;
import dev.belay.testkit.process.BelayProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Changes are made at one node and followed at another, on one PostgreSQL database, with its notifications and without them. */
final class NodesMeasurement implements LoadMeasurement {

    /** A node looks by itself once a second, and then has to read what it finds and pass it on. */
    private static final double USUAL_MILLIS = 1_500;

    private static final LoadOptions SMALL = new LoadOptions(100, 10, 300, 5, 200, 512, false);

    @Override
    public LoadOptions options(List<String> arguments) {
        LoadOptions options = SMALL.with(arguments);
        if (options.tree()) {
            throw new IllegalArgumentException(
                    "The option --tree is for streams, storm and slow; nodes have a database in common");
        }
        return options;
    }

    @Override
    public boolean run(Path launcher, Path folder, LoadOptions options, PrintStream out)
            throws IOException, InterruptedException {
        try (PostgresProcess database = PostgresProcess.start(folder.resolve("database"));
                NotificationFilter filter = NotificationFilter.before(database.url());
                BelayProcess one = node(launcher, database.url(), options);
                BelayProcess other = node(launcher, filter.url(database.url()), options)) {
            ManagementApi api = new ManagementApi(one.address(), BelayProcess.ADMIN_TOKEN);
            LoadedServer.prepare(api, options.flags());
            return measure(new Pair(api, other, filter), options, new LoadReport(out));
        }
    }

    private static BelayProcess node(Path launcher, String store, LoadOptions options)
            throws IOException, InterruptedException {
        return BelayProcess.serve(
                launcher, Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + options.heapMib() + "m"), List.of("--store", store));
    }

    /** Where changes are made, where they are followed, and what is between that one and the database. */
    private record Pair(ManagementApi api, BelayProcess other, NotificationFilter filter) {}

    private static boolean measure(Pair pair, LoadOptions options, LoadReport report)
            throws IOException, InterruptedException {
        String key = pair.api().createServerKey();
        try (Fleet fleet = new Fleet(key);
                RealSdks sdks = new RealSdks(key)) {
            sdks.join(List.of(pair.other().address()), options.sdks());
            fleet.join(List.of(pair.other().address()), options.streams());
            report.title(
                    "%,d changes at one node at %s per second, followed at another by %,d simulated and %,d real SDKs"
                            .formatted(options.changes(), options.rate(), fleet.size(), sdks.size()));
            StreamLoad load =
                    new StreamLoad(fleet, sdks, new RealSdks(key), Changes.switching(pair.api(), options.rate()));
            boolean told = with("with notifications", load, fleet, options, report);
            pair.filter().lose();
            return with("without, so that the node looks once a second", load, fleet, options, report) && told;
        }
    }

    private static boolean with(String how, StreamLoad load, Fleet fleet, LoadOptions options, LoadReport report)
            throws IOException, InterruptedException {
        StreamLoad.Outcome outcome = load.run(options.warmUp(), options.changes());
        report.row(how, "");
        report.latencies(outcome);
        boolean inTime = outcome.simulated().acknowledgedToLast().percentile(0.5) <= USUAL_MILLIS;
        report.row("half of all changes everywhere within 1.5 s", inTime ? "yes" : "NO");
        return report.verdict(fleet.observations(), outcome.missing()) && inTime;
    }
}
