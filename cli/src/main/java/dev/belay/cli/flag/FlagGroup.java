package dev.belay.cli.flag;

import dev.belay.cli.session.CommandGroup;
import picocli.CommandLine.Command;

/** Leads to the commands about flags. */
@Command(name = "flag", description = "Show flags, change them, take changes back.")
public final class FlagGroup extends CommandGroup {

    /** Only leads to the others. */
    public FlagGroup() {}
}
