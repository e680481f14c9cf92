package dev.belay.benchmarks.load;

import dev.belay.testkit.process.BelayProcess;
import java.net.URI;

/**
 * A server at which streams are opened: the one that decides, or a replica of it.
 *
 * @param name    to be printed
 * @param figures of its process
 */
record Leaf(String name, URI address, ServerFigures figures) {

    static Leaf of(String name, BelayProcess process) {
        return new Leaf(
                name, process.address(), new ServerFigures(process.process().pid()));
    }
}
