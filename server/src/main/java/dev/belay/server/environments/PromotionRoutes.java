package dev.belay.server.environments;

import dev.belay.control.Promotion;
import dev.belay.control.Promotions;
import dev.belay.control.WriteRequest;
import dev.belay.core.Value;
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
import dev.belay.server.http.Structure;

/**
 * Carries flags and segments of another environment into this one.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class PromotionRoutes implements Feature {

    private final Promotions promotions;

    /** Promotions by {@code promotions}. */
    public PromotionRoutes(Promotions promotions) {
        this.promotions = promotions;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(FlagSet.PATH + "/promotions", this::promote);
    }

    private Answer promote(Request request) {
        Wanted wanted = Bodies.read(
                request.requiredBody(),
                Writes.fields("from", "fromRevision", "flags", "withClosure", "withState", "prune", "basePosition"),
                body -> new Wanted(Writes.of(request, body), promotion(body)));
        Promotions.Promoted promoted = promotions.promote(
                request.parameter("project"), request.parameter("environment"), wanted.write(), wanted.promotion());
        Value source = new Structure()
                .with("environment", wanted.promotion().from())
                .with("position", promoted.source().toString())
                .with("revision", promoted.source().revision())
                .value();
        return WriteAnswers.of(wanted.write(), promoted.result(), answer -> answer.with("source", source));
    }

    private static Promotion promotion(Members body) {
        return new Promotion(
                body.require("from").text(),
                body.find("fromRevision").map(part -> part.integer(0, References.MAX_INTEGER)),
                ChosenFlags.read(body, "promote"),
                new Promotion.Choices(truth(body, "withClosure"), truth(body, "withState"), truth(body, "prune")),
                body.find("basePosition").map(References::position));
    }

    private static boolean truth(Members body, String name) {
        return body.find(name).map(Part::truth).orElse(false);
    }

    private record Wanted(WriteRequest write, Promotion promotion) {}
}
