package dev.belay.verification.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * {@code ./belay verify cluster [--seconds N] [--nodes N] [--writers N] [--readers N] [--seed N]}: exit code 0 when the
 * history explains every answer, 1 when it does not, 64 for arguments that are not understood.
 */
final class ClusterCommand {

    private static final int FAILED = 1;
    private static final int USAGE = 64;

    private ClusterCommand() {}

    /** Runs a campaign and prints what it came to. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ClusterOptions options;
        try {
            options = ClusterOptions.parse(arguments);
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println("belay: " + notUnderstood.getMessage());
            System.exit(USAGE);
            return;
        }
        System.out.println("%d nodes on PostgreSQL, %d writers, %d readers, %d s, seed %d"
                .formatted(
                        options.nodes(),
                        options.writers(),
                        options.readers(),
                        options.length().toSeconds(),
                        options.seed()));
        Path folder = Files.createTempDirectory("belay-cluster-");
        ClusterReport report =
                new ClusterCampaign(Path.of("belay").toAbsolutePath(), folder, options, System.out::println).run();
        System.out.println();
        System.out.println(report.table());
        delete(folder);
        System.exit(report.isClean() ? 0 : FAILED);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
