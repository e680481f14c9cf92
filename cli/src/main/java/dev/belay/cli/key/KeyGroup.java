package dev.belay.cli.key;

import dev.belay.cli.session.CommandGroup;
import picocli.CommandLine.Command;

/** Leads to the commands about keys. */
@Command(name = "key", description = "Create, list and revoke the keys that applications connect with.")
public final class KeyGroup extends CommandGroup {

    /** Only leads to the others. */
    public KeyGroup() {}
}
