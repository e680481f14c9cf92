package dev.belay.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.verification.cluster.Operation.InDoubt;
import dev.belay.verification.cluster.Operation.Outrun;
import dev.belay.verification.cluster.Operation.Read;
import dev.belay.verification.cluster.Operation.Span;
import dev.belay.verification.cluster.Operation.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The quick check and a search through all orders come to the same, for histories that are right and for others. */
class ExhaustiveSearchTest {

    private static final int HISTORIES = 4_000;
    private static final int LONGEST = 40;
    private static final List<String> FLAGS = List.of("a", "b");

    private final List<Entry> entries = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    @Test
    void agreesWithASearchThroughAllOrders() {
        int right = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            generate(new SplittableRandom(seed));
            boolean quick = HistoryCheck.of(new History(entries), operations)
                    .violations()
                    .isEmpty();
            boolean thorough = isExplained(operations, 0, Map.of());

            assertThat(quick).as("seed %d: %s", seed, operations).isEqualTo(thorough);
            right += quick ? 1 : 0;
        }
        assertThat(right).isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
    }

    /** Operations at random times, told of the state of a random revision, most of them of one that fits. */
    private void generate(SplittableRandom random) {
        entries.clear();
        operations.clear();
        Map<String, Long> versions = new HashMap<>();
        int writes = random.nextInt(1, 4);
        for (int revision = 1; revision <= writes; revision++) {
            String flag = FLAGS.get(random.nextInt(2));
            long version = versions.merge(flag, 1L, Long::sum);
            Entry entry = new Entry(new Position("e", revision), flag, version, "w" + revision);
            entries.add(entry);
            operations.add(write(random, entry));
        }
        for (int other = random.nextInt(1, 4); other > 0; other--) {
            operations.add(random.nextInt(3) == 0 ? outrun(random, other) : read(random));
        }
    }

    private Operation write(SplittableRandom random, Entry entry) {
        long basedOn = random.nextBoolean() ? 0 : entry.version() - 1;
        Span span = span(random, entry.position().revision());
        return random.nextInt(4) == 0
                ? new InDoubt(span.invoked(), entry.flag(), entry.id(), basedOn, InDoubt.NO_ANSWER)
                : new Written(span, entry.flag(), entry.id(), basedOn, entry.position(), entry.version());
    }

    private Operation outrun(SplittableRandom random, int number) {
        return new Outrun(
                span(random, random.nextInt(entries.size() + 1)), FLAGS.get(random.nextInt(2)), "o" + number, 1);
    }

    private Operation read(SplittableRandom random) {
        Entry read = entries.get(random.nextInt(entries.size()));
        return new Read(
                span(random, read.position().revision()), read.flag(), read.position(), read.version(), read.id());
    }

    private static Span span(SplittableRandom random, long revision) {
        long invoked = revision * 10 + random.nextInt(-8, 8);
        return new Span(invoked, invoked + random.nextInt(1, LONGEST));
    }

    /** Whether what is left can be put in an order that explains it, after so many entries that led to these versions. */
    private boolean isExplained(List<Operation> left, int done, Map<String, Long> versions) {
        if (left.isEmpty()) {
            return done == entries.size();
        }
        for (Operation next : left) {
            if (mayComeFirst(next, left)) {
                List<Operation> rest = new ArrayList<>(left);
                rest.remove(next);
                if (isExplained(next, rest, done, versions)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mayComeFirst(Operation next, List<Operation> left) {
        return left.stream().allMatch(other -> other.returned() >= next.invoked());
    }

    private boolean isExplained(Operation next, List<Operation> rest, int done, Map<String, Long> versions) {
        long version = versions.getOrDefault(next.flag(), 0L);
        if (next instanceof Read read) {
            return read.position().revision() == done && read.version() == version && isExplained(rest, done, versions);
        }
        if (next instanceof Outrun outrun) {
            return version > outrun.basedOn() && isExplained(rest, done, versions);
        }
        String id = next instanceof Written written ? written.id() : ((InDoubt) next).id();
        long basedOn = next instanceof Written written ? written.basedOn() : ((InDoubt) next).basedOn();
        if (done == entries.size() || !entries.get(done).id().equals(id) || (basedOn != 0 && basedOn != version)) {
            return false;
        }
        Map<String, Long> after = new HashMap<>(versions);
        after.put(next.flag(), version + 1);
        return isExplained(rest, done + 1, after);
    }
}
