package dev.belay.server;

/** What the process tells its parent, in the spirit of BSD's sysexits. */
final class ExitCode {
    /** The command did what it should. */
    static final int OK = 0;
    /** A defect of Belay. */
    static final int DEFECT = 1;
    /** The command line or a setting is wrong. */
    static final int USAGE = 64;
    /** The stored ledgers are damaged. */
    static final int DAMAGED = 65;
    /** Something from outside is missing: the port is taken, the data folder cannot be used. */
    static final int UNAVAILABLE = 69;

    private ExitCode() {}
}
