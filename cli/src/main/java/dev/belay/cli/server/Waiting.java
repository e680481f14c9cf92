package dev.belay.cli.server;

/** Is told when an answer takes long. */
public interface Waiting {

    /** Called about once a second after the first two. */
    void still(String server, long seconds);

    /** Called when the waiting is over, if it was ever long. */
    void over();
}
