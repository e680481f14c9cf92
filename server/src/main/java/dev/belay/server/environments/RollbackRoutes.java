package dev.belay.server.environments;

import dev.belay.control.FlagSets;
import dev.belay.control.RollbackTarget;
import dev.belay.control.WriteRequest;
import dev.belay.control.WriteResult;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.WriteAnswers;
import dev.belay.server.flagset.Writes;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import java.util.Optional;
import java.util.Set;

/** Takes a whole environment, or chosen flags of it, back to a past state. */
public final class RollbackRoutes implements Feature {

    private final FlagSets flagSets;

    /** Rollbacks of {@code flagSets}. */
    public RollbackRoutes(FlagSets flagSets) {
        this.flagSets = flagSets;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(FlagSet.PATH + "/rollback", this::rollback);
    }

    private Answer rollback(Request request) {
        Rollback rollback = Bodies.read(
                request.requiredBody(),
                Writes.fields("toRevision", "toInstant", "flags"),
                body -> new Rollback(Writes.of(request, body), target(body), ChosenFlags.read(body, "go back with")));
        return WriteAnswers.of(
                rollback.write(), apply(request.parameter("project"), request.parameter("environment"), rollback));
    }

    private WriteResult apply(String project, String environment, Rollback rollback) {
        return rollback.flags()
                .map(flags -> flagSets.rollback(project, environment, rollback.write(), rollback.target(), flags))
                .orElseGet(() -> flagSets.rollback(project, environment, rollback.write(), rollback.target()));
    }

    private static RollbackTarget target(Members body) {
        Optional<Part> revision = body.find("toRevision");
        Optional<Part> instant = body.find("toInstant");
        if (revision.isPresent() == instant.isPresent()) {
            refuseTarget(body, revision.isPresent());
        }
        return instant.isPresent()
                ? new RollbackTarget.ToInstant(References.instant(instant.get()))
                : new RollbackTarget.ToRevision(revision.map(part -> part.integer(0, References.MAX_INTEGER))
                        .orElse(0L));
    }

    private static void refuseTarget(Members body, boolean both) {
        if (both) {
            body.require("toInstant")
                    .refuse(
                            "'toRevision' and 'toInstant' exclude each other; give one of them",
                            "toRevision or toInstant");
        } else if (body.isReadable()) {
            body.parent().refuse("Say where to go back to, by 'toRevision' or 'toInstant'", "toRevision or toInstant");
        }
    }

    private record Rollback(WriteRequest write, RollbackTarget target, Optional<Set<String>> flags) {}
}
