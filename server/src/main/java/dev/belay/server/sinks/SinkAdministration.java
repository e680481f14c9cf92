package dev.belay.server.sinks;

import dev.belay.control.FlagSets;
import dev.belay.control.Permission;
import dev.belay.control.Precondition;
import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.Projects;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.sinks.announce.Announcer;
import dev.belay.server.sinks.announce.Redelivery;
import dev.belay.server.sinks.announce.Skip;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.SinkDefinition;
import dev.belay.server.sinks.storage.SinkStore;
import dev.belay.server.sinks.storage.UndeliverableStore;
import dev.belay.server.sinks.webhook.WebhookType;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets sinks up and changes them.
 *
 * @param announcer told of every change, so that it takes effect at once on this node
 */
record SinkAdministration(
        LedgerStore store,
        FlagSets flagSets,
        Projects projects,
        SinkStore sinks,
        CursorStore cursors,
        UndeliverableStore undeliverable,
        SinkTypes types,
        Announcer announcer,
        InstantSource clock,
        SecureRandom random) {

    private static final Logger LOG = LoggerFactory.getLogger("belay.sinks");

    /**
     * A sink as it is now.
     *
     * @param secret what its events are signed with, if that was made just now; shown this once
     */
    record Made(SinkDefinition sink, Optional<String> secret) {}

    List<SinkDefinition> all(String project) {
        return sinks.all().stream()
                .filter(sink -> sink.project().equals(project))
                .toList();
    }

    /** Refuses projects that are not there, or not this principal's. */
    void requireProject(Principal principal, String project) {
        var _ = projects.environments(principal, project);
    }

    /** The flag set of a sink in an environment; refused if there is none. */
    LedgerId flagSet(Principal principal, SinkDefinition sink, String environment) {
        return flagSets.open(principal, Permission.ADMINISTER, sink.project(), environment);
    }

    Made make(Principal principal, String project, Value body) {
        principal.require(Permission.ADMINISTER, scope(principal, project));
        SinkReader.Wanted wanted = new SinkReader(types).read(body);
        requireScope(principal, project, wanted.environment());
        Target target = wanted.type().complete(wanted.target(), random);
        String id = "s-" + Long.toHexString(random.nextLong() | Long.MIN_VALUE).substring(1);
        SinkDefinition sink = new SinkDefinition(
                id,
                project,
                wanted.environment(),
                wanted.manner(),
                wanted.type().word(),
                target.settings(),
                types.seal(id, target),
                false,
                0,
                clock.instant(),
                principal.name());
        sinks.add(sink, starts(sink, wanted.from()));
        log("sink.made", sink, principal);
        return new Made(sink, target.secret(WebhookType.SECRET));
    }

    private static Scope scope(Principal principal, String project) {
        boolean within = principal.scope().project().filter(project::equals).isPresent();
        return within ? principal.scope() : Scope.project(project);
    }

    // Absent stands for all environments of the project.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private void requireScope(Principal principal, String project, Optional<String> environment) {
        if (environment.isPresent()) {
            flagSets.open(principal, Permission.ADMINISTER, project, environment.get());
        } else {
            principal.require(Permission.ADMINISTER, Scope.project(project));
            requireProject(principal, project);
        }
    }

    private Map<LedgerId, Position> starts(SinkDefinition sink, String from) {
        Map<LedgerId, Position> starts = new HashMap<>();
        store.ledgers().stream()
                .filter(sink::covers)
                .forEach(flagSet -> starts.put(flagSet, new From(store).in(flagSet, from)));
        return starts;
    }

    /** Announces otherwise or elsewhere from now on, after what was acknowledged. */
    Made replace(Principal principal, SinkDefinition sink, Precondition precondition, Value body) {
        Made replaced = new SinkReplacement(sinks, cursors, types, random).replace(sink, precondition, body);
        log("sink.replaced", replaced.sink(), principal);
        return replaced;
    }

    void pause(Principal principal, SinkDefinition sink, boolean pause) {
        sinks.pause(sink.id(), pause);
        if (!pause) {
            cursors.release(sink.id());
        }
        log(pause ? "sink.paused" : "sink.resumed", sink, principal);
    }

    void delete(Principal principal, SinkDefinition sink) {
        sinks.delete(sink.id());
        log("sink.deleted", sink, principal);
    }

    /** Signs by a new secret from now on, and by the one before, too, for a while. */
    String rotate(Principal principal, SinkDefinition sink, Duration overlap) {
        Target target = types.target(sink);
        String old = target.secret(WebhookType.SECRET)
                .orElseThrow(() -> new RefusedException(
                        ProblemName.ILLEGAL_STATE,
                        "A " + sink.kind() + " sink signs nothing, so that there is no secret to rotate"));
        String secret = WebhookType.newSecret(random);
        Target rotated = target.withSecret(WebhookType.SECRET, secret)
                .withSecret(WebhookType.OLD_SECRET, old)
                .withSecret(
                        WebhookType.OLD_SECRET_UNTIL,
                        InstantFormat.write(clock.instant().plus(overlap)));
        if (!sinks.seal(sink, types.seal(sink.id(), rotated).orElseThrow())) {
            throw new RefusedException(
                    ProblemName.ILLEGAL_STATE,
                    "The sink was changed at the same moment, and nothing was done; try again");
        }
        log("sink.secret-rotated", sink, principal);
        return secret;
    }

    void replayFrom(Principal principal, SinkDefinition sink, LedgerId flagSet, String from) {
        Position position = new From(store).in(flagSet, from);
        if (!cursors.move(sink.id(), flagSet, position)) {
            throw notAnnounced(sink, flagSet);
        }
        log("sink.moved", sink, principal);
    }

    /** Delivers one event now, whatever the line does. */
    void replay(Principal principal, SinkDefinition sink, LedgerId flagSet, String event) {
        new Redelivery(store, types::open).deliver(sink, flagSet, event);
        undeliverable.remove(sink.id(), flagSet, event);
        log("sink.event-replayed", sink, principal);
    }

    /** Goes on without the event that the line waits for. */
    void skip(Principal principal, SinkDefinition sink, LedgerId flagSet, String event) {
        Cursor cursor = cursors.of(sink.id()).stream()
                .filter(each -> each.flagSet().equals(flagSet))
                .findFirst()
                .orElseThrow(() -> notAnnounced(sink, flagSet));
        boolean skipped = cursor.trouble()
                .filter(trouble -> trouble.blocked() && trouble.event().equals(event))
                .filter(trouble -> new Skip(store, cursors, undeliverable, clock).past(sink, cursor, trouble))
                .isPresent();
        if (!skipped) {
            throw new RefusedException(
                    ProblemName.ILLEGAL_STATE,
                    "The sink does not wait for the event '" + event + "' in " + flagSet
                            + "; only an event that blocks it can be skipped");
        }
        log("sink.event-skipped", sink, principal);
    }

    private static RefusedException notAnnounced(SinkDefinition sink, LedgerId flagSet) {
        return new RefusedException(
                ProblemName.ILLEGAL_STATE, "The sink " + sink.id() + " does not announce " + flagSet + " yet");
    }

    private void log(String what, SinkDefinition sink, Principal principal) {
        announcer.look();
        LOG.atInfo()
                .addKeyValue("id", sink.id())
                .addKeyValue("kind", sink.kind())
                .addKeyValue("actor", principal.id())
                .log(what);
    }
}
