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
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
