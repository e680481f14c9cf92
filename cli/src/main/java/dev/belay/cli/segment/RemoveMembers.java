package dev.belay.cli.segment;

import dev.belay.cli.session.Session;
import picocli.CommandLine.Command;

/** Make keys members no more. */
@Command(name = "remove", description = "Make keys members no more.")
public final class RemoveMembers extends EditMembers {

    /** Works in this session. */
    public RemoveMembers(Session session) {
        super(session, "remove");
    }
}
