package dev.belay.verification.sinks;

import dev.belay.events.FlagSetEvent;
import java.io.IOException;
import java.util.List;

/**
 * A real receiver of events, which can be killed and started again.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
interface Broker extends AutoCloseable {

    /** What it is, with its version. */
    String name();

    /** The target of a sink, as a member of the body that makes one. */
    String target();

    /** Ends it as {@code kill -9} does, where it is a process. */
    void kill() throws IOException, InterruptedException;

    /** Starts it again, with everything that it keeps. */
    void restart() throws IOException, InterruptedException;

    /** Every event that a receiver has got so far, in the order in which it came, repeats among them. */
    List<FlagSetEvent> received() throws Exception;

    @Override
    void close();
}
