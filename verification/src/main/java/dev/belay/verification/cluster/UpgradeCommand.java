package dev.belay.verification.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code ./belay verify upgrade [--old REVISION] [--seconds N] [--writers N] [--readers N] [--sdks N]}: exit code 0 when
 * nobody noticed the upgrade, 1 when somebody did, 64 for arguments that are not understood. The launcher builds the old
 * revision, and gives its launcher as the first argument.
 */
final class UpgradeCommand {

    private static final int FAILED = 1;
    private static final int USAGE = 64;

    private UpgradeCommand() {}

    /** Runs a campaign and prints what it came to. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        UpgradeOptions options;
        try {
            options = UpgradeOptions.parse(List.of(arguments).subList(Math.min(1, arguments.length), arguments.length));
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println("belay: " + notUnderstood.getMessage());
            System.exit(USAGE);
            return;
        }
        System.out.println("An old and a new node on PostgreSQL, %d writers, %d readers, %d applications, %d s"
                .formatted(
                        options.writers(),
                        options.readers(),
                        options.applications(),
                        options.length().toSeconds()));
        Path folder = Files.createTempDirectory("belay-upgrade-");
        Path current = Path.of("belay").toAbsolutePath();
        Path old = Arrays.stream(arguments).findFirst().map(Path::of).orElse(current);
        UpgradeReport report = new UpgradeCampaign(old, current, folder, options, System.out::println).run();
        System.out.println();
        System.out.println(report.table());
        ClusterCommand.delete(folder);
        System.exit(report.isClean() ? 0 : FAILED);
    }
}
