package dev.belay.server.fleet;

import dev.belay.server.access.Access;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;

/** Takes reports of running SDKs, and tells how far they are. */
public final class FleetFeature implements Feature {

    private final TelemetryEndpoint telemetry;
    private final InstancesEndpoint instances;

    /** Notes in {@code fleet} what is reported. */
    public FleetFeature(Access access, FlagSetAccess flagSets, Fleet fleet, MeterRegistry metrics) {
        this.telemetry = new TelemetryEndpoint(access, fleet, metrics);
        this.instances = new InstancesEndpoint(flagSets, fleet);
    }

    @Override
    public void addTo(Routes routes) {
        routes.eventLoop(HttpMethod.POST, "/sdk/v1/telemetry", telemetry).read(InstancesEndpoint.PATH, instances);
    }
}
