package dev.belay.cli.environment;

import dev.belay.cli.session.CommandGroup;
import picocli.CommandLine.Command;

/** Leads to the commands about environments. */
@Command(
        name = "env",
        description =
                "Show and create environments; their history and differences; roll them back; say what they keep.")
public final class EnvironmentGroup extends CommandGroup {

    /** Only leads to the others. */
    public EnvironmentGroup() {}
}
