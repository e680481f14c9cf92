package dev.belay.verification.fuzz;

import java.nio.file.Path;
import java.util.List;

/**
 * What the run of one target has come to.
 *
 * @param executions how many inputs were tried
 * @param edges      how many branches of Belay's code they took
 * @param kept       how many inputs are kept because each reaches something that the others do not
 * @param findings   the inputs that broke a promise, took too long or too much memory
 * @param completed  whether the run came to its end
 */
record FuzzReport(Target target, long executions, int edges, int kept, List<Path> findings, boolean completed) {

    static FuzzReport nothingOf(Target target) {
        return new FuzzReport(target, 0, 0, 0, List.of(), false);
    }

    FuzzReport reached(long tried, int branches, int inputs) {
        return new FuzzReport(target, Math.max(executions, tried), branches, inputs, findings, completed);
    }

    FuzzReport executed(long tried) {
        return new FuzzReport(target, Math.max(executions, tried), edges, kept, findings, completed);
    }

    FuzzReport with(List<Path> found, boolean atItsEnd) {
        return new FuzzReport(target, executions, edges, kept, List.copyOf(found), atItsEnd);
    }

    boolean isClean() {
        return findings.isEmpty() && completed && executions > 0;
    }

    static String heading() {
        return "%-12s %14s %10s %10s %10s".formatted("target", "executions", "branches", "kept", "findings");
    }

    String line() {
        return "%-12s %,14d %,10d %,10d %,10d%s"
                .formatted(
                        target.word(),
                        executions,
                        edges,
                        kept,
                        findings.size(),
                        completed ? "" : "   did not come to its end");
    }
}
