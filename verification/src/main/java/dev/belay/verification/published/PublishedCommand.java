package dev.belay.verification.published;

import dev.belay.core.bucketing.Algorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./belay verify published [--suites FOLDER]}: exit code 0 when everything agrees, 1 when something does not, 64
 * for arguments that are not understood.
 */
final class PublishedCommand {

    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final int KEYS = 100_000;
    private static final String WANTED = "--suites FOLDER names a folder with the other products' test files, "
            + "as their repositories publish them";

    private final SuiteFiles files;
    private final List<String> failures = new ArrayList<>();

    private PublishedCommand(SuiteFiles files) {
        this.files = files;
    }

    /** Asks everything and prints what came out. */
    public static void main(String[] arguments) throws IOException {
        boolean named = arguments.length == 2 && arguments[0].equals("--suites");
        if (arguments.length > 0 && !named) {
            System.err.println("belay: verify published takes nothing but --suites FOLDER");
            System.exit(USAGE);
        }
        Path folder = named ? Path.of(arguments[1]) : Path.of("..", "shared", "conformance");
        SuiteFiles files = new SuiteFiles(folder);
        if (named && !files.exist()) {
            System.err.println("belay: the published suites are not in " + files.folder() + "; " + WANTED);
            System.exit(USAGE);
        }
        PublishedCommand command = new PublishedCommand(files);
        command.suites();
        command.algorithms();
        if (!files.exist()) {
            System.out.println("\nHalf of this was left out: the published suites are not in " + files.folder()
                    + ", so that only Belay's own vectors and imports were checked; " + WANTED);
        }
        command.failures.forEach(System.out::println);
        System.exit(command.failures.isEmpty() ? 0 : FAILED);
    }

    private void suites() {
        if (!files.exist()) {
            return;
        }
        System.out.println("Published suites                             passed / cases");
        for (Suite suite : Suites.ALL) {
            System.out.println(report(suite.run(files)).line());
        }
        System.out.println(
                "ConfigCat, PostHog and flagd's fractional v3 bucket by arithmetic that is not among Belay's.");
    }

    private void algorithms() throws IOException {
        System.out.printf(
                "%n%-18s %15s %14s %12s %18s%n",
                "Algorithm", "own vectors", "settings", "keys asked", "moved on import");
        List<Import> imports = Imports.all();
        for (Algorithm algorithm : Algorithm.values()) {
            Tally own = report(OwnVectors.run(Path.of("conformance"), algorithm));
            List<Import> mine = imports.stream()
                    .filter(each -> each.algorithm().equals(algorithm.word()))
                    .toList();
            int moved = mine.stream().mapToInt(this::moved).sum();
            System.out.printf(
                    "%-18s %15s %14d %12d %18d%n",
                    algorithm.word(), own.passed() + " / " + own.total(), mine.size(), mine.size() * KEYS, moved);
        }
    }

    private int moved(Import each) {
        int moved = each.moved(KEYS);
        if (moved > 0) {
            failures.add(each.algorithm() + ", " + each.setting() + ": " + moved + " of " + KEYS + " keys move");
        }
        return moved;
    }

    private Tally report(Tally tally) {
        failures.addAll(tally.failures());
        if (!tally.isClean() && tally.failures().isEmpty()) {
            failures.add("Too few cases were found: " + tally.line());
        }
        return tally;
    }
}
