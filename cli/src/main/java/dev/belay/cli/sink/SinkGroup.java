package dev.belay.cli.sink;

import dev.belay.cli.session.CommandGroup;
import picocli.CommandLine.Command;

/** Leads to the commands about sinks. */
@Command(name = "sink", description = "Announce changes to other systems: webhooks, Redis, NATS, Kafka.")
public final class SinkGroup extends CommandGroup {

    /** Only leads to the others. */
    public SinkGroup() {}
}
