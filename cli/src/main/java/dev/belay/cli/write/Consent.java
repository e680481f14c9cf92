package dev.belay.cli.write;

import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import picocli.CommandLine.Option;

/**
 * Whether a person has to agree to a change of a whole environment before it is made.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Consent {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /** Whether it was given with the command. */
    public boolean given() {
        return yes;
    }

    /**
     * Checks that consent was given, or can be.
     *
     * @param command the command's name
     * @throws UsageException if nobody is there to ask
     */
    public void require(Session session, String command) {
        if (!yes && (!session.terminal().interactive() || session.json())) {
            throw new UsageException(command + " asks before it changes " + session.environment()
                    + ", and there is no terminal to ask at; look with --dry-run, then give --yes.");
        }
    }

    /** Says that the person did not agree, and answers the exit code of that. */
    public int refused(Session session) {
        session.terminal().note("Nothing was changed.");
        return ExitCode.REFUSED;
    }
}
