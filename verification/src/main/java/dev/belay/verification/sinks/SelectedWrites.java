package dev.belay.verification.sinks;

import dev.belay.verification.sinks.Findings.Place;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Writes changes that a sink announces among others that it leaves out, and notes which events are to come.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class SelectedWrites {

    /** More than is handed over at a time to any kind of sink. */
    static final int MANY = 250;

    private static final int EACH = 10;

    private final SinkApi server;
    private final String prefix = "sink-" + Long.toHexString(System.nanoTime());
    private final String announced = prefix + "-größe-日本";
    private final String leftOut = "other-" + prefix;
    private final SortedSet<Place> expected = new TreeSet<>();
    private int announcedBefore;
    private int leftOutBefore;
    private long last;

    private SelectedWrites(SinkApi server) {
        this.server = server;
    }

    /** Makes the flags that are changed later. */
    static SelectedWrites begin(SinkApi server) throws IOException, InterruptedException {
        SelectedWrites writes = new SelectedWrites(server);
        var _ = server.createFlag(writes.announced);
        writes.last = server.createFlag(writes.leftOut);
        return writes;
    }

    /** The keys that the sink is to be limited to. */
    String selection() {
        return prefix + "*";
    }

    /** The events that are to come. */
    SortedSet<Place> expected() {
        return expected;
    }

    /** The newest revision. */
    long last() {
        return last;
    }

    /** Writes changes, of which every tenth is not to be announced. */
    void write(int from, int to) throws IOException, InterruptedException {
        for (int change = from; change < to; change++) {
            if (change % EACH == 0) {
                last = server.write(leftOut, leftOutBefore, ++leftOutBefore);
            } else {
                last = server.write(announced, announcedBefore, ++announcedBefore);
                expected.add(new Place(last, 1));
            }
        }
    }

    /** Writes one change set that is larger than what is handed over at a time. */
    void writeMany() throws IOException, InterruptedException {
        List<String> flags =
                IntStream.range(0, MANY).mapToObj(each -> prefix + "-" + each).toList();
        last = server.createFlags(flags);
        IntStream.rangeClosed(1, MANY).forEach(index -> expected.add(new Place(last, index)));
    }
}
