package dev.belay.verification.cluster;

import java.util.List;

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
        row(table, "writes without an answer", count(Operation.InDoubt.class));
        row(table, "  of them made", made());
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

    private long made() {
        return operations.stream()
                .filter(Operation.InDoubt.class::isInstance)
                .filter(doubt -> history.by(((Operation.InDoubt) doubt).id()).isPresent())
                .count();
    }

    private static void row(StringBuilder table, String name, Object value) {
        table.append("%-48s %s%n".formatted(name, value instanceof Number number ? "%,d".formatted(number) : value));
    }
}
