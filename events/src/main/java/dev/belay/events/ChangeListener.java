package dev.belay.events;

import java.util.function.Consumer;

/**
 * What an application does when it is told of changes.
 *
 * <p><b>Thread-safety:</b> called by one thread at a time; what a call did happens before the next call.
 */
public interface ChangeListener {

    /**
     * A subject changed. Events come in the order of the changes, each once.
     *
     * @throws RuntimeException if the change could not be dealt with; the event then counts as not received
     */
    void changed(ChangeEvent event);

    /**
     * Something before this event was missed, or history was restored: whatever was kept of the flag set is read anew,
     * which brings what the event itself tells, too.
     *
     * @throws RuntimeException if that was not possible; the event then counts as not received
     */
    void missed(FlagSetEvent event);

    /**
     * Throws away what a cache holds of a flag when only its own answers can have changed, and of the whole flag set
     * otherwise: when a segment changed or a flag that others refer to, and when something was missed.
     *
     * @param one takes the key of the changed flag
     * @param all takes the flag set
     */
    static ChangeListener invalidating(Consumer<String> one, Consumer<String> all) {
        return new ChangeListener() {
            @Override
            public void changed(ChangeEvent event) {
                if (event.affectsOthers()) {
                    all.accept(event.flagSet());
                } else {
                    one.accept(event.subject().key());
                }
            }

            @Override
            public void missed(FlagSetEvent event) {
                all.accept(event.flagSet());
            }
        };
    }
}
