package dev.belay.server.environments;

import dev.belay.control.Drift;
import dev.belay.control.Drifts;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.server.flagset.Differences;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Lists what differs along a project's chain of environments.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class DriftRoutes implements Feature {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int LONGEST_CHAIN = 20;

    private final Drifts drifts;

    /** What {@code drifts} finds. */
    public DriftRoutes(Drifts drifts) {
        this.drifts = drifts;
    }

    @Override
    public void addTo(Routes routes) {
        routes.read("/api/v1/projects/{project}/drift", this::list);
    }

    private Answer list(Request request) {
        request.allowQuery("chain", "limit");
        String project = request.parameter("project");
        int limit = request.number("limit", 1, MAX_LIMIT)
                .orElse((long) DEFAULT_LIMIT)
                .intValue();
        List<String> chain = request.query("chain")
                .map(DriftRoutes::chain)
                .orElseGet(() -> whole(drifts.chain(request.principal(), project)));
        List<Value> links = drifts.along(request.principal(), project, chain, limit).stream()
                .map(DriftRoutes::link)
                .toList();
        return Answer.json(new Structure()
                .with("chain", chain.stream().map(Value::of).toList())
                .with("links", links)
                .value());
    }

    private static List<String> chain(String text) {
        List<String> chain = Arrays.asList(text.split(",", -1));
        boolean repeats = new HashSet<>(chain).size() < chain.size();
        if (chain.size() < 2 || chain.size() > LONGEST_CHAIN || repeats) {
            throw new RefusedException(
                    ProblemName.INVALID_REQUEST,
                    "The query parameter 'chain' is '" + text + "' and must name 2 to " + LONGEST_CHAIN
                            + " different environments with commas between, such as staging,production");
        }
        return chain;
    }

    private static List<String> whole(List<String> chain) {
        if (chain.size() > LONGEST_CHAIN) {
            throw new RefusedException(
                    ProblemName.INVALID_REQUEST,
                    "The project has " + chain.size() + " environments; name 2 to " + LONGEST_CHAIN
                            + " of them in the query parameter 'chain', such as staging,production");
        }
        return chain;
    }

    private static Value link(Drifts.Link link) {
        return new Structure()
                .with("from", link.from())
                .with("to", link.to())
                .with("fromPosition", link.source().toString())
                .with("toPosition", link.target().toString())
                .with("differing", link.differing())
                .with("cutShort", link.cutShort())
                .with("drifts", link.drifts().stream().map(DriftRoutes::drift).toList())
                .value();
    }

    private static Value drift(Drift drift) {
        return Differences.describe(drift.difference())
                .with("stateOnly", drift.isOfStateAlone())
                .withValue("since", drift.since().map(InstantFormat::write).map(Value::of))
                .withValue("promotion", drift.promotion().map(DriftRoutes::arrival))
                .value();
    }

    private static Value arrival(Drift.Arrival arrival) {
        return new Structure()
                .with("environment", arrival.from().flagSet().environment().orElseThrow())
                .with("position", arrival.from().position().toString())
                .with("at", InstantFormat.write(arrival.at()))
                .with("version", arrival.version())
                .with("changedHere", arrival.changedHere())
                .value();
    }
}
