package dev.belay.server.sinks.announce;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.sinks.delivery.DeliveryException;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.storage.SinkDefinition;
import java.util.List;
import java.util.function.Function;

/**
 * Delivers a single event again, beside whatever its line does.
 *
 * @param open opens a sink
 */
public record Redelivery(LedgerStore store, Function<SinkDefinition, Sink> open) {

    /**
     * The position in an event's id.
     *
     * @throws RefusedException {@code invalid-document}, if it is not the id of an event
     */
    public static Position position(String event) {
        int slash = event.indexOf('/');
        try {
            return Position.parse(slash < 0 ? event : event.substring(0, slash));
        } catch (IllegalArgumentException notAnId) {
            throw new RefusedException(
                    ProblemName.INVALID_DOCUMENT, "'" + event + "' is not the id of an event, epoch:revision/kind/key");
        }
    }

    /**
     * Makes an event anew from its entry and delivers it, without saying what was announced before it.
     *
     * @throws RefusedException {@code revision-unknown}, if there is no such event any more, or
     *     {@code delivery-failed}, if it did not arrive
     */
    public void deliver(SinkDefinition definition, LedgerId flagSet, String event) {
        Announcement announcement = new EventSource(store, flagSet, definition.manner(), EventSource.PATIENCE)
                .find(position(event), event)
                .orElseThrow(() -> new RefusedException(
                        ProblemName.REVISION_UNKNOWN,
                        "The sink announces no event '" + event + "' of " + flagSet + "; its entry is not, or no more,"
                                + " in the history"));
        try (Sink sink = open.apply(definition)) {
            sink.deliver(List.of(announcement.message()), () -> true);
        } catch (DeliveryException failure) {
            throw failed(event, failure.sentence());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(event, "the server is stopping");
        }
    }

    private static RefusedException failed(String event, String why) {
        return new RefusedException(
                ProblemName.DELIVERY_FAILED,
                "The event '" + event + "' could not be delivered: " + why + "; it may have arrived nevertheless");
    }
}
