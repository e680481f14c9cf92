package dev.belay.verification.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Checks that operations are linearizable, given the order of all writes; docs/operations/consistency.md says why this is
 * enough. Each operation has a point in that order at the earliest, and at the latest; in the order of their invocations each
 * takes the earliest one that is not before the point of anything that had returned by then.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class HistoryCheck {

    private final History history;
    private final List<String> violations;
    private long lost;
    private long misplaced;

    private HistoryCheck(History history) {
        this.history = history;
        this.violations = new ArrayList<>(history.violations());
    }

    /**
     * What a check came to.
     *
     * @param violations everything that is wrong, in sentences
     * @param lost       how many acknowledged writes are not in the ledger as they were acknowledged
     * @param order      how many operations contradict the order in which things happened
     */
    record Result(List<String> violations, long lost, long order) {}

    static Result of(History history, List<Operation> operations) {
        HistoryCheck check = new HistoryCheck(history);
        List<Placed> placed = new ArrayList<>();
        for (Operation operation : operations) {
            check.place(operation).ifPresent(placed::add);
        }
        check.order(placed);
        return new Result(List.copyOf(check.violations), check.lost, check.misplaced);
    }

    /**
     * An operation and where in the order it may be.
     *
     * @param write    whether it is one step of the order itself, and so comes after, not beside, what it follows
     * @param earliest the first revision whose state explains the answer
     * @param latest   the last one
     */
    private record Placed(Operation operation, boolean write, long earliest, long latest) {}

    private Optional<Placed> place(Operation operation) {
        return switch (operation) {
            case Operation.Written written -> placeWritten(written);
            case Operation.InDoubt doubt ->
                history.by(doubt.id()).map(entry -> {
                    requireBase(doubt.basedOn(), entry);
                    return step(doubt, entry);
                });
            case Operation.Outrun outrun -> placeOutrun(outrun);
            case Operation.Read read -> placeRead(read);
        };
    }

    private Optional<Placed> placeWritten(Operation.Written written) {
        Entry told = new Entry(written.position(), written.flag(), written.version(), written.id());
        Optional<Entry> kept = history.by(written.id());
        if (!kept.equals(Optional.of(told))) {
            lost++;
            violations.add("acknowledged and lost: " + told + ", the ledger has " + kept);
            return Optional.empty();
        }
        requireBase(written.basedOn(), told);
        return Optional.of(step(written, told));
    }

    private void requireBase(long basedOn, Entry entry) {
        if (basedOn != 0 && entry.version() != basedOn + 1) {
            violations.add(entry + " was to replace version " + basedOn + " only");
        }
    }

    private Optional<Placed> placeOutrun(Operation.Outrun outrun) {
        history.by(outrun.id()).ifPresent(entry -> violations.add("refused and made: " + entry));
        Optional<Long> end = history.endOf(outrun.flag(), outrun.basedOn());
        if (end.isEmpty()) {
            violations.add("refused though nobody had replaced it: " + outrun);
        }
        return end.map(revision -> new Placed(outrun, false, revision, Long.MAX_VALUE));
    }

    private Optional<Placed> placeRead(Operation.Read read) {
        long revision = read.position().revision();
        Optional<Entry> newest = history.newest(read.flag(), revision);
        boolean explained = history.at(revision)
                        .filter(entry -> entry.position().equals(read.position()))
                        .isPresent()
                && newest.filter(entry ->
                                entry.version() == read.version() && entry.id().equals(read.value()))
                        .isPresent();
        if (!explained) {
            violations.add("read what never was: " + read + ", the ledger has " + newest);
            return Optional.empty();
        }
        return Optional.of(new Placed(read, false, revision, revision));
    }

    private static Placed step(Operation operation, Entry entry) {
        return new Placed(
                operation, true, entry.position().revision(), entry.position().revision());
    }

    private void order(List<Placed> placed) {
        placed.sort(Comparator.comparingLong(each -> each.operation().invoked()));
        PriorityQueue<Point> underWay = new PriorityQueue<>(Comparator.comparingLong(Point::returned));
        Point newest = new Point(0, 0, null);
        for (Placed each : placed) {
            while (!underWay.isEmpty()
                    && underWay.peek().returned() < each.operation().invoked()) {
                Point ended = underWay.remove();
                newest = ended.revision() > newest.revision() ? ended : newest;
            }
            long least = newest.revision() + (each.write() ? 1 : 0);
            if (each.latest() < least) {
                misplaced++;
                violations.add(each.operation() + " came after this had been answered, at revision " + newest.revision()
                        + ": " + newest.operation());
            }
            underWay.add(new Point(
                    each.operation().returned(), Math.max(each.earliest(), newest.revision()), each.operation()));
        }
    }

    /** Where an operation has its place, from when others can know of it. */
    private record Point(
            long returned, long revision, @Nullable Operation operation) {}
}
