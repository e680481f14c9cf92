package dev.belay.cli.instance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import picocli.CommandLine.Option;

/**
 * Whether a command ends only when every instance has its change.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class WaitOptions {

    @Option(
            names = "--wait",
            description = {
                "Wait until all running applications have confirmed the change.",
                "Exits with 4 if some have not."
            })
    private boolean wait;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description = "How long --wait waits. Default: ${DEFAULT-VALUE}.")
    private long within = Confirmation.USUAL_SECONDS;

    /**
     * What follows the change; to be asked before it is made.
     *
     * @throws UsageException if the options make no sense; nothing has been changed then
     */
    public AfterWrite afterWrite(Session session) {
        if (!wait && within != Confirmation.USUAL_SECONDS) {
            throw new UsageException("--within says how long --wait waits; give both.");
        }
        Confirmation confirmation = new Confirmation(session, within);
        return written -> wait && !written.path("dryRun").asBoolean()
                ? confirmation.await(written.path("position").asText())
                : ExitCode.OK;
    }

    /** What follows a change. */
    @FunctionalInterface
    public interface AfterWrite {
        /** Does it for the body of the answer to the change, and answers the exit code. */
        int exitCode(JsonNode written);

        /** Does it for the answer to the change, and answers the exit code. */
        default int exitCode(Answer written) {
            return exitCode(written.body());
        }
    }
}
