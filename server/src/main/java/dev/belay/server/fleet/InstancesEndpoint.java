package dev.belay.server.fleet;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.Violation;
import dev.belay.ledger.LedgerId;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Answer;
import dev.belay.server.http.BlockingHandler;
import dev.belay.server.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Answers which instances follow a flag set and how far they are. */
final class InstancesEndpoint implements BlockingHandler {
    static final String PATH = FlagSet.PATH + "/instances";

    private static final long MOST_LISTED = FleetReport.MOST_SIGHTINGS;

    /** Shorter than a request may take. */
    private static final long LONGEST_SECONDS = 20;

    private static final long LISTED = 1_000;

    private final FlagSetAccess flagSets;
    private final Fleet fleet;

    InstancesEndpoint(FlagSetAccess flagSets, Fleet fleet) {
        this.flagSets = flagSets;
        this.fleet = fleet;
    }

    @Override
    public Answer handle(Request request) {
        request.allowQuery("position", "state", "limit", "within");
        FlagSet flagSet = flagSets.read(request);
        Optional<Position> position = request.query("position")
                .map(text -> parsed(text, flagSet.head().position()));
        Optional<Standing> state = request.query("state").map(InstancesEndpoint::standing);
        long limit = request.number("limit", 0, MOST_LISTED).orElse(LISTED);
        Duration patience =
                Duration.ofSeconds(request.number("within", 0, LONGEST_SECONDS).orElse(0L));
        FleetReport report = patience.isZero()
                ? fleet.report(flagSet.ledger())
                : await(flagSet.ledger(), position.orElse(flagSet.head().position()), patience);
        return Answer.json(new InstancesAnswer(report, flagSet.head(), position)
                .write(fleet.instances(flagSet.ledger()), state, limit));
    }

    /** What is known once everybody has the position, or after some time. */
    private FleetReport await(LedgerId flagSet, Position wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        SharedReport shared = fleet.shared(flagSet);
        while (!shared.isAt(wanted) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Math.min(shared.pauseNanos(), Math.max(1, deadline - System.nanoTime())));
        }
        return fleet.report(flagSet);
    }

    /** A bare revision is one of the current epoch. */
    private static Position parsed(String text, Position head) {
        try {
            return text.indexOf(':') < 0 ? Position.parse(head.epoch() + ":" + text) : Position.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw refused("position", text, "epoch:revision, or a revision of the current epoch");
        }
    }

    private static Standing standing(String word) {
        return Standing.find(word).orElseThrow(() -> refused("state", word, Standing.ALLOWED));
    }

    private static RefusedException refused(String name, String given, String allowed) {
        String detail = "The query parameter '" + name + "' is '" + given + "' and must be " + allowed;
        return new RefusedException(
                ProblemName.INVALID_REQUEST, detail, List.of(Violation.of("", detail, allowed)), Map.of());
    }
}
