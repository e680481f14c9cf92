package dev.belay.server.sync;

import dev.belay.control.Permission;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.reading.Part;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.http.Answer;
import dev.belay.server.http.BlockingHandler;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Request;
import dev.belay.server.http.Structure;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has one instance, or all of them, fetch a snapshot, whatever they hold. */
final class ResyncEndpoint implements BlockingHandler {
    static final String PATH = FlagSet.PATH + "/instances/resync";

    private static final Logger LOG = LoggerFactory.getLogger("belay.sync");

    private final FlagSetAccess flagSets;
    private final Fleet fleet;
    private final Resyncs resyncs;

    ResyncEndpoint(FlagSetAccess flagSets, Fleet fleet, Resyncs resyncs) {
        this.flagSets = flagSets;
        this.fleet = fleet;
        this.resyncs = resyncs;
    }

    @Override
    public Answer handle(Request request) {
        FlagSet flagSet = flagSets.open(request, Permission.WRITE);
        Optional<String> instance = Bodies.read(
                request.body(),
                Set.of("instance"),
                body -> body.find("instance").map(Part::text));
        long streams = fleet.streams(flagSet.ledger(), instance);
        if (instance.isPresent() && streams == 0) {
            throw notConnected(instance.get());
        }
        resyncs.ask(flagSet.ledger(), instance);
        LOG.atInfo()
                .addKeyValue("flagSet", flagSet.ledger().text())
                .addKeyValue("instance", instance.orElse("all"))
                .addKeyValue("streams", streams)
                .addKeyValue("actor", request.principal().id())
                .log("resync.asked");
        return Answer.json(202, new Structure().with("streams", streams).value());
    }

    private static RefusedException notConnected(String instance) {
        return new RefusedException(
                ProblemName.INSTANCE_NOT_CONNECTED,
                "No stream of the instance '" + instance + "' is known to be open; GET …/instances lists those that are"
                        + " known, and one that reconnects gets what it missed");
    }
}
