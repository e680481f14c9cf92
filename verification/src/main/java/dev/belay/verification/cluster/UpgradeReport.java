package dev.belay.verification.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * What an upgrade came to.
 *
 * @param schema       the numbers of the tables' scripts before and after
 * @param answersOfOld how many requests the old node has answered
 * @param answersOfNew how many the new one has
 * @param changes      how many changes of flags applications have applied
 * @param diverged     how many applications had something else than the ledger in the end, or were seen diverged before
 * @param others       what else went wrong: applications that went back, a chain that does not hold
 */
record UpgradeReport(
        String schema,
        long answersOfOld,
        long answersOfNew,
        History history,
        List<Operation> operations,
        HistoryCheck.Result check,
        Traffic traffic,
        long changes,
        long diverged,
        List<String> others) {

    private static final int SHOWN = 20;

    boolean isClean() {
        return violations().isEmpty();
    }

    List<String> violations() {
        List<String> all = new ArrayList<>(check.violations());
        traffic.refusedReads().forEach(each -> all.add("refused read: " + each));
        traffic.refusedWrites().forEach(each -> all.add("refused write: " + each));
        if (diverged > 0) {
            all.add(diverged + " applications have something else than the ledger");
        }
        if (answersOfOld == 0 || answersOfNew == 0) {
            all.add("one of the nodes has answered nothing, so that nothing is proven");
        }
        all.addAll(others);
        return all;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        row(table, "scripts of the ledgers' and the other tables", schema);
        row(table, "requests answered by the old node", answersOfOld);
        row(table, "requests answered by the new node", answersOfNew);
        row(table, "  cut or not accepted, then asked of the other", traffic.passedOn());
        row(table, "entries in the ledger", history.size());
        row(table, "writes acknowledged", count(Operation.Written.class));
        row(table, "  of them lost", check.lost());
        row(table, "writes refused", traffic.refusedWrites().size());
        row(table, "reads", traffic.reads());
        row(table, "  of them refused", traffic.refusedReads().size());
        row(table, "  the slowest, in milliseconds", traffic.slowestReadMillis());
        row(table, "revisions given twice", history.duplicates());
        row(table, "operations out of order", check.order());
        row(table, "changes applied by applications", changes);
        row(table, "applications diverged", diverged);
        row(table, "violations in all", violations().size());
        violations().stream().limit(SHOWN).forEach(each -> row(table, "  violation", each));
        return table.append(isClean() ? "PASSED: nobody noticed the upgrade, and the chain holds" : "FAILED")
                .toString();
    }

    private long count(Class<? extends Operation> kind) {
        return operations.stream().filter(kind::isInstance).count();
    }

    private static void row(StringBuilder table, String name, Object value) {
        table.append("%-48s %s%n".formatted(name, value instanceof Number number ? "%,d".formatted(number) : value));
    }
}
