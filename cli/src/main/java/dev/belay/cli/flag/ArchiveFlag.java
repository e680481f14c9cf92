package dev.belay.cli.flag;

import dev.belay.cli.session.Session;
import picocli.CommandLine.Command;

/** Takes a flag out of its environment. */
@Command(
        name = "archive",
        description = {
            "Take the flag out of the environment: code that asks for it gets its own default.",
            "History stays, and `flag rollback` brings it back."
        })
public final class ArchiveFlag extends SwitchFlag {

    /** Works in this session. */
    public ArchiveFlag(Session session) {
        super(session, "archive", "archived");
    }
}
