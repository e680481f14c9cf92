package dev.belay.cli.project;

import dev.belay.cli.session.CommandGroup;
import picocli.CommandLine.Command;

/** Leads to the commands about projects. */
@Command(name = "project", description = "List and create projects, which have environments of their own.")
public final class ProjectGroup extends CommandGroup {

    /** Only leads to the others. */
    public ProjectGroup() {}
}
