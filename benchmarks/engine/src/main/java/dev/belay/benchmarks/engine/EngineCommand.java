package dev.belay.benchmarks.engine;

import dev.belay.benchmarks.engine.sdk.Product;
import dev.belay.benchmarks.engine.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** {@code belay bench engine}: evaluations of Belay and of its peers, side by side. */
final class EngineCommand {

    private final EngineOptions options;
    private final PrintStream out;
    private final PrintStream progress;

    EngineCommand(EngineOptions options, PrintStream out, PrintStream progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    void run() throws Exception {
        List<Cell> cells = Cell.all()
                .filter(cell -> options.only().matcher(name(cell)).find())
                .toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("--only '" + options.only()
                    + "' chooses nothing; names are a product of " + Arrays.toString(Product.values())
                    + ", a slash, and one of " + Arrays.toString(Workload.values()) + "; or LIMITS/ and one of "
                    + Arrays.toString(Cell.Limit.values()));
        }
        EngineRun run = new EngineRun(options.effort(), progress::println);
        List<RunResult> all = new ArrayList<>();
        StringBuilder reports = new StringBuilder();
        for (int threads : options.threads()) {
            Map<Cell, RunResult> results = run.measure(cells, threads);
            all.addAll(results.values());
            Map<Cell, Figure> figures = new LinkedHashMap<>();
            results.forEach((cell, result) -> figures.put(cell, Figure.of(result)));
            reports.append('\n').append(new EngineReport(figures).text(threads, options.effort()));
        }
        out.print(reports);
        if (options.out().isPresent()) {
            write(all, options.out().get());
        }
    }

    private static String name(Cell cell) {
        return cell instanceof Cell.Limit ? "LIMITS/" + cell.name() : cell.name();
    }

    private static void write(List<RunResult> results, Path file) throws IOException {
        try (PrintStream json = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
    }
}
