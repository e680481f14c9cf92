package dev.belay.cli.flag;

import dev.belay.cli.session.Session;
import picocli.CommandLine.Command;

/** Lets a flag's rules decide. */
@Command(name = "enable", description = "Let the flag's targets, rules and otherwise decide.")
public final class EnableFlag extends SwitchFlag {

    /** Works in this session. */
    public EnableFlag(Session session) {
        super(session, "enable", "enabled");
    }
}
