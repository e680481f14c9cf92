package dev.belay.server.http;

/** One part of the product that answers calls; leaving it out of the composition removes it. */
@FunctionalInterface
public interface Feature {

    /** Registers everything that this feature answers. */
    void addTo(Routes routes);
}
