package dev.belay.server.fleet;

import java.util.Set;

/**
 * What a running SDK says of itself.
 *
 * @param id           its own random identity
 * @param application  what it runs in
 * @param version      of the application
 * @param sdk          which SDK it is, with its version
 * @param host         the machine that it runs on, as it calls it
 * @param address      where its requests come from
 * @param capabilities what its evaluator understands; empty if it has not told
 */
record Instance(
        String id,
        String application,
        String version,
        String sdk,
        String host,
        String address,
        Set<String> capabilities) {

    Instance {
        capabilities = Set.copyOf(capabilities);
    }

    /** One of which nothing is known but that it is there. */
    static Instance unknown(String id, String address) {
        return new Instance(id, "", "", "", "", address, Set.of());
    }

    /** A copy with the capabilities that were told before, if none were told now. */
    Instance withCapabilitiesOf(Instance earlier) {
        return capabilities.isEmpty()
                ? new Instance(id, application, version, sdk, host, address, earlier.capabilities)
                : this;
    }
}
