package dev.belay.verification.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One target in a process of its own, whose classes the fuzzer instruments so that inputs that reach new code are kept
 * and mutated further.
 */
final class FuzzRun {

    private static final int MOST_FINDINGS = 100;
    private static final int SECONDS_PER_INPUT = 60;
    private static final int MEGABYTES = 1_536;
    private static final Pattern PROGRESS = Pattern.compile("^#(\\d+)\\s+\\S+\\s+cov: (\\d+) ft: \\d+ corp: (\\d+)/.*");
    private static final Pattern EXECUTED = Pattern.compile("^stat::number_of_executed_units:\\s*(\\d+)");

    private final Target target;
    private final Path folder;
    private final Path seeds;

    /**
     * @param folder takes what the run leaves: the inputs that reach new code, its log and its findings
     * @param seeds  inputs to begin with, one folder per target
     */
    FuzzRun(Target target, Path folder, Path seeds) {
        this.target = target;
        this.folder = folder;
        this.seeds = seeds;
    }

    FuzzReport run(Duration time, Consumer<String> progress) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path findings = Files.createDirectories(folder.resolve("findings"));
        for (Path former : files(findings)) {
            Files.delete(former);
        }
        Process process = new ProcessBuilder(command(corpus, findings, time))
                .redirectErrorStream(true)
                .start();
        FuzzReport report;
        try (BufferedReader lines = process.inputReader()) {
            report = read(lines, progress);
        } finally {
            process.destroy();
        }
        int exit = process.waitFor();
        List<Path> found = files(findings);
        return report.with(found, exit == 0 || !found.isEmpty());
    }

    private List<String> command(Path corpus, Path findings, Duration time) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MEGABYTES + "m",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                "--instrumentation_includes=dev.belay.**",
                "--instrumentation_excludes=dev.belay.verification.**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                "--keep_going=" + MOST_FINDINGS,
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + findings + "/",
                "-max_total_time=" + Math.max(1, time.toSeconds()),
                "-timeout=" + SECONDS_PER_INPUT,
                "-rss_limit_mb=" + 2 * MEGABYTES,
                "-print_final_stats=1",
                corpus.toString(),
                seeds.resolve(target.word()).toString());
    }

    private FuzzReport read(BufferedReader lines, Consumer<String> progress) throws IOException {
        FuzzReport report = FuzzReport.nothingOf(target);
        try (var log = Files.newBufferedWriter(folder.resolve("log"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
                log.newLine();
                report = read(line, report);
                if (line.contains("pulse") || line.startsWith("== ")) {
                    progress.accept(target.word() + " " + line.strip());
                }
            }
        }
        return report;
    }

    private static FuzzReport read(String line, FuzzReport report) {
        Matcher progress = PROGRESS.matcher(line);
        if (progress.matches()) {
            return report.reached(
                    Long.parseLong(progress.group(1)),
                    Integer.parseInt(progress.group(2)),
                    Integer.parseInt(progress.group(3)));
        }
        Matcher executed = EXECUTED.matcher(line);
        return executed.find() ? report.executed(Long.parseLong(executed.group(1))) : report;
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted().forEach(found::add);
        }
        return found;
    }
}
