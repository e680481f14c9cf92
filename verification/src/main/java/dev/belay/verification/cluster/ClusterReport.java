package dev.belay.verification.cluster;

import static dev.belay.verification.cluster.Operation.InDoubt.NO_ANSWER;
import static dev.belay.verification.cluster.Operation.InDoubt.UNAVAILABLE;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a campaign came to.
 *
 * @param differences between what nodes told in the end
 * @param faults      what was done to the cluster
 */
record ClusterReport(
        History history,
        List<Operation> operations,
        HistoryCheck.Result check,
        List<String> differences,
        String faults) {

    private static final int SHOWN = 20;

    boolean isClean() {
        return check.violations().isEmpty() && differences.isEmpty();
    }

    String table() {
        StringBuilder table = new StringBuilder();
        row(table, "faults", faults);
        row(table, "entries in the ledger, the same at every node", history.size());
        row(table, "writes acknowledged", count(Operation.Written.class));
        row(table, "  of them lost", check.lost());
        row(table, "revisions given twice", history.duplicates());
        row(table, "conditional writes refused as outrun", count(Operation.Outrun.class));
        inDoubt(table, "writes refused as unavailable (503)", doubt -> doubt.status() == UNAVAILABLE);
        inDoubt(table, "writes without an answer", doubt -> doubt.status() == NO_ANSWER);
        inDoubt(
                table,
                "writes answered with something else",
                doubt -> doubt.status() != UNAVAILABLE && doubt.status() != NO_ANSWER);
        row(table, "reads", count(Operation.Read.class));
        row(table, "operations out of order", check.order());
        row(table, "violations in all", check.violations().size() + differences.size());
        check.violations().stream().limit(SHOWN).forEach(each -> row(table, "  violation", each));
        differences.forEach(each -> row(table, "  violation", each));
        return table.append(isClean() ? "PASSED: the history is linearizable" : "FAILED")
                .toString();
    }

    private long count(Class<? extends Operation> kind) {
        return operations.stream().filter(kind::isInstance).count();
    }

    private void inDoubt(StringBuilder table, String name, Predicate<Operation.InDoubt> condition) {
        List<Operation.InDoubt> doubts = operations.stream()
                .filter(Operation.InDoubt.class::isInstance)
                .map(Operation.InDoubt.class::cast)
                .filter(condition)
                .toList();
        row(table, name, doubts.size());
        row(
                table,
                "  of them made nevertheless",
                doubts.stream()
                        .filter(doubt -> history.by(doubt.id()).isPresent())
                        .count());
    }

    private static void row(StringBuilder table, String name, Object value) {
        table.append("%-48s %s%n".formatted(name, value instanceof Number number ? "%,d".formatted(number) : value));
    }
}
