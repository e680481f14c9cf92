package dev.belay.cli.flag;

import dev.belay.cli.session.Session;
import picocli.CommandLine.Command;

/** Draws the users of a flag's splits anew. */
@Command(
        name = "reshuffle",
        description = {
            "Give the flag a new salt, so that its splits draw their users anew.",
            "Most users may get another variant; `flag rollback` gives everybody theirs back."
        })
public final class ReshuffleFlag extends SwitchFlag {

    /** Works in this session. */
    public ReshuffleFlag(Session session) {
        super(session, "reshuffle", "reshuffled");
    }
}
