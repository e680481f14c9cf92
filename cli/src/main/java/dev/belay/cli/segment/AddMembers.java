package dev.belay.cli.segment;

import dev.belay.cli.session.Session;
import picocli.CommandLine.Command;

/** Make keys members of a segment. */
@Command(name = "add", description = "Make keys members of a segment.")
public final class AddMembers extends EditMembers {

    /** Works in this session. */
    public AddMembers(Session session) {
        super(session, "add");
    }
}
