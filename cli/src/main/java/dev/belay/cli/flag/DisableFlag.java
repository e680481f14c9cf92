package dev.belay.cli.flag;

import dev.belay.cli.session.Session;
import picocli.CommandLine.Command;

/** Makes a flag serve its off variant. */
@Command(name = "disable", description = "Make the flag serve its off variant to everyone, at once.")
public final class DisableFlag extends SwitchFlag {

    /** Works in this session. */
    public DisableFlag(Session session) {
        super(session, "disable", "disabled");
    }
}
