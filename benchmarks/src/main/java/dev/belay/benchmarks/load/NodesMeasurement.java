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
                BelayProcess one = node(launcher, database.url(), options)) {
            Writer writer = writer(one, options, new LoadReport(out));
            boolean told;
            try (BelayProcess other = node(launcher, database.url(), options)) {
                told = measure("with notifications", writer, other);
            }
            filter.lose();
            try (BelayProcess other = node(launcher, filter.url(database.url()), options)) {
                return measure("without notifications", writer, other) && told;
            }
        }
    }

    /** Makes changes, which SDKs with a key follow. */
    private record Writer(ManagementApi api, String key, LoadOptions options, LoadReport report) {}

    private static Writer writer(BelayProcess node, LoadOptions options, LoadReport report)
            throws IOException, InterruptedException {
        ManagementApi api = new ManagementApi(node.address(), BelayProcess.ADMIN_TOKEN);
        LoadedServer.prepare(api, options.flags());
        return new Writer(api, api.createServerKey(), options, report);
    }

    private static BelayProcess node(Path launcher, String store, LoadOptions options)
            throws IOException, InterruptedException {
        return BelayProcess.serve(
                launcher, Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + options.heapMib() + "m"), List.of("--store", store));
    }

    private static boolean measure(String how, Writer writer, BelayProcess other)
            throws IOException, InterruptedException {
        LoadOptions options = writer.options();
        try (Fleet fleet = new Fleet(writer.key());
                RealSdks sdks = new RealSdks(writer.key())) {
            sdks.join(List.of(other.address()), options.sdks());
            fleet.join(List.of(other.address()), options.streams());
            LoadReport report = writer.report();
            report.title(
                    "%,d changes at one node at %s per second, followed at another by %,d simulated and %,d real SDKs, %s"
                            .formatted(options.changes(), options.rate(), fleet.size(), sdks.size(), how));
            StreamLoad load = new StreamLoad(
                    fleet, sdks, new RealSdks(writer.key()), Changes.switching(writer.api(), options.rate()));
            StreamLoad.Outcome outcome = load.run(options.warmUp(), options.changes());
            report.latencies(outcome);
            boolean inTime = outcome.simulated().acknowledgedToLast().percentile(0.5) <= USUAL_MILLIS;
            report.row("half of all changes everywhere within 1.5 s", inTime ? "yes" : "NO");
            return report.verdict(fleet.observations(), outcome.missing()) && inTime;
        }
    }
}
