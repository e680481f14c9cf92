package dev.belay.verification.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./belay verify fuzz [--minutes N] [--target NAME]}: exit code 0 when nothing was found, 1 when something was, 64
 * for arguments that are not understood. The inputs that reach new code stay in {@code verification/target/fuzz} and are
 * where the next run begins.
 */
final class FuzzCommand {

    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final Path FOLDER = Path.of("verification", "target", "fuzz");
    private static final Path SEEDS = Path.of("verification", "src", "test", "resources", "fuzz");

    private FuzzCommand() {}

    /** Fuzzes one target after the other and prints what came out. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FuzzOptions options;
        try {
            options = FuzzOptions.parse(arguments);
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println("belay: " + notUnderstood.getMessage());
            System.exit(USAGE);
            return;
        }
        System.out.println("Fuzzing " + options.targets().size() + " targets for "
                + options.share().toSeconds() + " s each");
        List<FuzzReport> reports = new ArrayList<>();
        for (Target target : options.targets()) {
            Path folder = Files.createDirectories(FOLDER.resolve(target.word()));
            FuzzReport report = new FuzzRun(target, folder, SEEDS).run(options.share(), System.out::println);
            System.out.println(report.line());
            reports.add(report);
        }
        print(reports);
        System.exit(reports.stream().allMatch(FuzzReport::isClean) ? 0 : FAILED);
    }

    private static void print(List<FuzzReport> reports) {
        System.out.println();
        System.out.println(FuzzReport.heading());
        reports.forEach(report -> System.out.println(report.line()));
        System.out.printf(
                "%,d executions, %,d findings%n",
                reports.stream().mapToLong(FuzzReport::executions).sum(),
                reports.stream().mapToInt(report -> report.findings().size()).sum());
        reports.forEach(report -> report.findings().forEach(finding -> System.out.println("found: " + finding)));
    }
}
