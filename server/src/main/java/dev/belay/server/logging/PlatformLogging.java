package dev.belay.server.logging;

import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Leads what is logged through the JDK into the server's log: by the JDK itself, by drivers, and by those parts of Belay
 * that applications embed, which choose no library for it.
 *
 * <p><b>Thread-safety:</b> confined to the thread that starts the program.
 */
public final class PlatformLogging {

    private PlatformLogging() {}

    /** From now on the JDK's log, from INFO on unless its own configuration says otherwise, is part of the server's. */
    public static void join() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
