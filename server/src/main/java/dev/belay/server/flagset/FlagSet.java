package dev.belay.server.flagset;

import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;

/**
 * The flags of one project in one environment, as a request found them.
 *
 * @param project     the project's key
 * @param environment the environment's key
 * @param head        the newest state when the request came
 */
public record FlagSet(String project, String environment, LedgerState head) {

    /** The path of everything in a flag set, with its two parameters. */
    public static final String PATH = "/api/v1/projects/{project}/environments/{environment}";

    /** The ledger that holds the flag set. */
    public LedgerId ledger() {
        return LedgerId.flagSet(project, environment);
    }

    /** The entity tag of the flag set as a whole. */
    public String tag() {
        return EntityTags.of(head.position().epoch(), head.position().revision());
    }
}
