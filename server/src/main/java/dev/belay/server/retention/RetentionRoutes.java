package dev.belay.server.retention;

import dev.belay.control.Permission;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.RetentionFormat;
import dev.belay.control.RetentionPolicies;
import dev.belay.control.Scope;
import dev.belay.control.WriteRequest;
import dev.belay.control.WriteResult;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.JsonLimits;
import dev.belay.ledger.LedgerId;
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
import dev.belay.server.schedule.Schedule;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows and sets how much of its history an environment keeps, and brings the next run forward.
 *
 * <p><b>Thread-safety:</b> immutable; its handlers block.
 */
record RetentionRoutes(
        FlagSetAccess access,
        RetentionPolicies policies,
        RetentionStatus status,
        Schedule schedule,
        InstantSource clock)
        implements Feature {

    private static final String PATH = FlagSet.PATH + "/retention";
    private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger("belay.retention");

    @Override
    public void addTo(Routes routes) {
        routes.read(PATH, this::show)
                .write(HttpMethod.PUT, PATH, JsonLimits.DEFAULT, this::set)
                .post(PATH + "/run", this::run);
    }

    private Answer show(Request request) {
        LedgerId flagSet = access.read(request).ledger();
        RetentionPolicies.Stored stored = policies.of(flagSet);
        return Answer.json(status.of(flagSet, stored)).with("etag", EntityTags.of(stored.epoch(), stored.version()));
    }

    private Answer set(Request request) {
        LedgerId flagSet = access.read(request).ledger();
        WriteRequest write = Writes.of(request);
        RetentionPolicy policy = Bodies.read(request.requiredBody(), RetentionFormat.FIELDS, RetentionFormat::read);
        if (!policy.keepsEverything()) {
            requireArchives();
        }
        WriteResult result = policies.set(write, flagSet, EntityTags.precondition(request), policy);
        return WriteAnswers.withoutDocument(
                write,
                result,
                RetentionPolicies.subject(flagSet),
                answer -> answer.with("retention", RetentionFormat.value(policy))
                        .withValue("due", due(write, flagSet, policy)));
    }

    /** What has been written is never answered with an error: whoever repeated it would find it in the way. */
    private Optional<Value> due(WriteRequest write, LedgerId flagSet, RetentionPolicy policy) {
        try {
            return status.due(flagSet, policy);
        } catch (RuntimeException unreadable) {
            if (write.dryRun()) {
                throw unreadable;
            }
            LOG.warn("retention.due-unknown flagSet={}", flagSet, unreadable);
            return Optional.empty();
        }
    }

    /** Answers what was true before, so that whoever asked can tell when something has become of it. */
    private Answer run(Request request) {
        LedgerId flagSet = access.read(request).ledger();
        request.principal().require(Permission.ADMINISTER, Scope.of(flagSet));
        requireArchives();
        RetentionPolicies.Stored stored = policies.of(flagSet);
        if (stored.policy().keepsEverything()) {
            throw refusal("The policy of this environment keeps everything, so that nothing can go to archives; set"
                    + " another one first");
        }
        requireALastRunAWhileAgo(flagSet);
        Value before = status.of(flagSet, stored);
        LOG.info(
                "retention.requested flagSet={} by={}:{}",
                flagSet,
                request.principal().kind(),
                request.principal().id());
        if (!schedule.bringForward(RetentionSweep.NAME, clock.instant())) {
            throw refusal("A run is under way right now; ask again when it has come to its end");
        }
        return Answer.json(before).withStatus(202);
    }

    /** Each request has all environments looked at, also those that the requester has no say in. */
    private void requireALastRunAWhileAgo(LedgerId flagSet) {
        Instant now = clock.instant();
        status.lastRun(flagSet)
                .filter(last -> Duration.between(last, now).abs().compareTo(BETWEEN_REQUESTS) < 0)
                .ifPresent(last -> {
                    throw refusal("The last run was at " + InstantFormat.write(last)
                            + ", less than a minute ago; ask again after "
                            + InstantFormat.write(last.plus(BETWEEN_REQUESTS)));
                });
    }

    private void requireArchives() {
        if (!status.hasArchives()) {
            throw refusal("This server has no folder for archives, so that old history would be lost; start it, and the"
                    + " nodes beside it, with --archive FOLDER, which they share");
        }
    }

    private static RefusedException refusal(String detail) {
        return new RefusedException(ProblemName.ILLEGAL_STATE, detail);
    }
}
