package dev.belay.benchmarks.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures cells, round by round, and says how far it has come. */
final class EngineRun {

    private final Effort effort;
    private final Consumer<String> progress;

    EngineRun(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /** The results of all rounds, one for each cell and in the order of the cells. */
    Map<Cell, RunResult> measure(List<Cell> cells, int threads) throws Exception {
        Map<Cell, RunResult> results = new LinkedHashMap<>();
        int done = 0;
        for (int round = 1; round <= effort.rounds(); round++) {
            for (Cell cell : cells) {
                RunResult result = measure(cell, threads);
                results.merge(cell, result, EngineRun::joined);
                progress.accept("[%3d/%d] %s, %d thread%s: %,.1f ns"
                        .formatted(
                                ++done,
                                cells.size() * effort.rounds(),
                                cell.label(),
                                threads,
                                threads == 1 ? "" : "s",
                                Figure.of(result).best()));
            }
        }
        return results;
    }

    private RunResult measure(Cell cell, int threads) throws Exception {
        try {
            return new Runner(options(cell, threads).build()).runSingle();
        } catch (RunnerException failed) {
            explain(cell);
            throw new IllegalStateException(
                    "JMH could not measure " + cell.name() + ": " + failed.getMessage(), failed);
        }
    }

    private ChainedOptionsBuilder options(Cell cell, int threads) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .threads(threads)
                .forks(1)
                .jvmArgsAppend(Probe.QUIET)
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.warmup().toMillis()))
                .measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.iteration().toMillis()))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        cell.choose(options);
        return options;
    }

    /** What went wrong in the other process, which was told to be silent, goes wrong here too. */
    private static void explain(Cell cell) throws Exception {
        if (cell instanceof Cell.Evaluation evaluation) {
            evaluation.product().openVerified(evaluation.workload().flags()).close();
        }
    }

    private static RunResult joined(RunResult first, RunResult second) {
        List<BenchmarkResult> processes = new ArrayList<>(first.getBenchmarkResults());
        processes.addAll(second.getBenchmarkResults());
        return new RunResult(first.getParams(), processes);
    }
}
