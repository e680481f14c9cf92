package dev.belay.server.retention;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.RetentionFormat;
import dev.belay.control.RetentionPolicies;
import dev.belay.control.WriteRequest;
import dev.belay.control.WriteResult;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.JsonLimits;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.archive.RetentionPolicy;
import dev.belay.server.flagset.EntityTags;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.WriteAnswers;
import dev.belay.server.flagset.Writes;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows and sets how much of its history an environment keeps.
 *
 * @param store     reads archives too
 * @param retention moves history to archives; empty where there are none
 * @param next      when the next sweep is due
 */
record RetentionRoutes(
        FlagSetAccess access,
        LedgerStore store,
        RetentionPolicies policies,
        Optional<Retention> retention,
        RetentionRuns runs,
        Supplier<Optional<Instant>> next)
        implements Feature {

    private static final String PATH = FlagSet.PATH + "/retention";

    @Override
    public void addTo(Routes routes) {
        routes.read(PATH, this::show).write(HttpMethod.PUT, PATH, JsonLimits.DEFAULT, this::set);
    }

    private Answer show(Request request) {
        LedgerId flagSet = access.read(request).ledger();
        RetentionPolicies.Stored stored = policies.of(flagSet);
        Structure answer = new Structure()
                .with("retention", RetentionFormat.value(stored.policy()))
                .with("version", stored.version())
                .with("archives", retention.isPresent())
                .with("oldest", store.oldest(flagSet))
                .with("newest", store.head(flagSet).position().revision());
        retention.ifPresent(mover -> answer.with("oldestInStore", mover.oldest(flagSet))
                .withText("nextRun", next.get().map(InstantFormat::write)));
        answer.withValue("lastRun", runs.find(flagSet).map(RetentionRoutes::describe));
        return Answer.json(answer.value()).with("etag", EntityTags.of(stored.epoch(), stored.version()));
    }

    private Answer set(Request request) {
        LedgerId flagSet = access.read(request).ledger();
        WriteRequest write = Writes.of(request);
        RetentionPolicy policy = Bodies.read(request.requiredBody(), RetentionFormat.FIELDS, RetentionFormat::read);
        requireArchives(policy);
        WriteResult result = policies.set(write, flagSet, EntityTags.precondition(request), policy);
        return WriteAnswers.withoutDocument(
                write,
                result,
                RetentionPolicies.subject(flagSet),
                answer -> answer.with("retention", RetentionFormat.value(policy)));
    }

    private void requireArchives(RetentionPolicy policy) {
        if (retention.isEmpty() && !policy.keepsEverything()) {
            throw new RefusedException(
                    ProblemName.ILLEGAL_STATE,
                    "This server has no folder for archives, so that old history would be lost; start it, and the"
                            + " nodes beside it, with --archive FOLDER, which they share");
        }
    }

    private static Value describe(RetentionRun run) {
        return new Structure()
                .with("at", InstantFormat.write(run.at()))
                .with("archived", run.archived())
                .withText("waitsFor", run.waitsFor())
                .withText("error", run.error())
                .value();
    }
}
