package dev.belay.client.source;

import java.util.concurrent.ThreadFactory;

/** Makes the client's threads: named, and never a reason for the application to stay alive. */
public final class Threads {

    private Threads() {}

    /** A factory of daemon threads with this name. */
    public static ThreadFactory named(String name) {
        return work -> daemon(name, work);
    }

    /** A daemon thread, not yet started. */
    public static Thread daemon(String name, Runnable work) {
        // Nothing of the thread that happens to make a client may live as long as the client.
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
