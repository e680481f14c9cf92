package dev.belay.cli.segment;

import dev.belay.cli.session.CommandGroup;
import picocli.CommandLine.Command;

/** Leads to the commands about the members of a segment. */
@Command(name = "members", description = "The many keys of a large segment: upload, add, remove, list, ask.")
public final class MembersGroup extends CommandGroup {

    /** Only leads to the others. */
    public MembersGroup() {}
}
