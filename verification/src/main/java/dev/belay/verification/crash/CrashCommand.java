package dev.belay.verification.crash;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * {@code ./belay verify crash [--kills N] [--seed N] [--through store|server]}: exit code 0 when nothing was lost, 1 when something was, 64 for
 * arguments that are not understood.
 */
final class CrashCommand {

    private static final int FAILED = 1;
    private static final int USAGE = 64;

    private CrashCommand() {}

    /** Runs a campaign and prints what it came to. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CrashOptions options;
        try {
            options = CrashOptions.parse(arguments);
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println("belay: " + notUnderstood.getMessage());
            System.exit(USAGE);
            return;
        }
        SplittableRandom random = new SplittableRandom(options.seed());
        System.out.println("Killing " + options.kills() + " times, seed " + options.seed());
        CrashReport report =
                new CrashCampaign(options.victim(random), random, System.out::println).run(options.kills());
        System.out.println();
        System.out.println(report.table());
        System.exit(report.isClean() ? 0 : FAILED);
    }
}
