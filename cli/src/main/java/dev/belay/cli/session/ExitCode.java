package dev.belay.cli.session;

import dev.belay.cli.server.Problem;

/** What the program's exit code says. Scripts rely on these numbers; {@code docs/guide/cli.md} lists them. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** The server refused, or the person at the terminal said no. */
    public static final int REFUSED = 1;
    /** {@code explain} found another decision than that of the receipt. */
    public static final int DIFFERENT = 1;
    /** {@code lint} found something. */
    public static final int FOUND = 1;
    /** The flag, version, revision or environment does not exist, or exists no more. */
    public static final int NOT_FOUND = 2;
    /** Somebody else was faster, or the present state does not allow it. */
    public static final int CONFLICT = 3;
    /** Not every instance has confirmed the change in time. */
    public static final int UNCONFIRMED = 4;
    /** With {@code --exit-code}: there are differences. */
    public static final int CHANGES = 5;
    /** The command was not understood. */
    public static final int USAGE = 64;
    /** No usable answer from the server. */
    public static final int UNREACHABLE = 69;
    /** A defect of this program. */
    public static final int INTERNAL = 70;
    /** The credential is missing, unknown or not enough. */
    public static final int NOT_PERMITTED = 77;

    private ExitCode() {}

    /** The exit code for a refusal. */
    public static int of(Problem problem) {
        return switch (problem.status()) {
            case 401, 403 -> NOT_PERMITTED;
            case 404, 410 -> NOT_FOUND;
            case 409, 412, 428 -> CONFLICT;
            case 502, 503, 504 -> UNREACHABLE;
            default -> REFUSED;
        };
    }
}
