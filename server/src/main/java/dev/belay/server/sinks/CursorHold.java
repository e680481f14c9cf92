package dev.belay.server.sinks;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.archive.Hold;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.SinkDefinition;
import dev.belay.server.sinks.storage.SinkStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sinks need what they have not announced, paused ones too: all of a flag set that they cover and have no cursor in, because
 * it was made a moment before the last server stopped.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public record CursorHold(SinkStore sinks, CursorStore cursors) implements Hold {

    /** Of the sinks in a database. */
    public CursorHold(OperationsDatabase database) {
        this(new SinkStore(database), new CursorStore(database));
    }

    @Override
    public Optional<Held> on(LedgerId ledger) {
        // In this order, so that none is missed that gets its cursor meanwhile.
        List<SinkDefinition> all = sinks.all();
        List<Cursor> known = cursors.all().stream()
                .filter(cursor -> cursor.flagSet().equals(ledger))
                .toList();
        Stream<Held> begun =
                known.stream().map(each -> held(each.sink(), each.position().revision()));
        Stream<Held> unbegun = all.stream()
                .filter(sink -> sink.covers(ledger))
                .filter(sink -> known.stream().noneMatch(each -> each.sink().equals(sink.id())))
                .map(sink -> held(sink.id(), 0));
        return Stream.concat(begun, unbegun).min(Comparator.comparingLong(Held::after));
    }

    private static Held held(String sink, long after) {
        return new Held("the sink " + sink, after);
    }
}
