package dev.belay.cli.segment;

import dev.belay.cli.session.CommandGroup;
import picocli.CommandLine.Command;

/** Leads to the commands about segments. */
@Command(name = "segment", description = "Show segments, change them and their members.")
public final class SegmentGroup extends CommandGroup {

    /** Only leads to the others. */
    public SegmentGroup() {}
}
