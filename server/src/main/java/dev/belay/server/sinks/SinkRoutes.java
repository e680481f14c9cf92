package dev.belay.server.sinks;

import dev.belay.control.Permission;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.Scope;
import dev.belay.core.Value;
import dev.belay.json.JsonLimits;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.ledger.LedgerId;
import dev.belay.server.flagset.EntityTags;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import dev.belay.server.sinks.storage.SinkDefinition;
import io.vertx.core.http.HttpMethod;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What administrators do with sinks over HTTP. */
final class SinkRoutes implements Feature {

    private static final String SINKS = "/api/v1/projects/{project}/sinks";
    private static final String SINK = SINKS + "/{id}";
    private static final int LISTED = 1_000;
    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final SinkAdministration sinks;
    private final SinkValues values;

    SinkRoutes(SinkAdministration sinks, SinkValues values) {
        this.sinks = sinks;
        this.values = values;
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(SINKS, this::list)
                .post(SINKS, this::make)
                .read(SINK, request -> describe(find(request)))
                .write(HttpMethod.PUT, SINK, JsonLimits.DEFAULT, this::replace)
                .delete(SINK, this::delete)
                .post(SINK + "/pause", request -> pause(request, true))
                .post(SINK + "/resume", request -> pause(request, false))
                .post(SINK + "/rotate", this::rotate)
                .post(SINK + "/replay", this::replay)
                .post(SINK + "/skip", this::skip)
                .read(SINK + "/undeliverable", this::undeliverable);
    }

    private Answer list(Request request) {
        List<SinkDefinition> visible = sinks.all(request.parameter("project")).stream()
                .filter(sink -> request.principal().may(Permission.ADMINISTER, scope(sink)))
                .toList();
        if (visible.isEmpty()) {
            requireAnything(request);
        }
        return Answer.json(new Structure()
                .with(
                        "sinks",
                        visible.stream()
                                .map(sink -> (Value) values.describe(sink).value())
                                .toList())
                .value());
    }

    // Whoever administers no more than an environment of the project sees an empty list, and nobody else does.
    private void requireAnything(Request request) {
        Scope held = request.principal().scope();
        String project = request.parameter("project");
        boolean within = held.project().filter(project::equals).isPresent();
        request.principal().require(Permission.ADMINISTER, within ? held : Scope.project(project));
        sinks.requireProject(request.principal(), project);
    }

    private Answer make(Request request) {
        SinkAdministration.Made made =
                sinks.make(request.principal(), request.parameter("project"), request.requiredBody());
        return describe(201, made);
    }

    private Answer replace(Request request) {
        return describe(
                200,
                sinks.replace(
                        request.principal(), find(request), EntityTags.precondition(request), request.requiredBody()));
    }

    private Answer delete(Request request) {
        sinks.delete(request.principal(), find(request));
        return Answer.empty(204);
    }

    private Answer pause(Request request, boolean pause) {
        SinkDefinition sink = find(request);
        Bodies.read(request.body(), Set.of(), body -> body);
        sinks.pause(request.principal(), sink, pause);
        return describe(find(request));
    }

    private Answer rotate(Request request) {
        SinkDefinition sink = find(request);
        Duration overlap = Bodies.read(request.body(), Set.of("overlap"), SinkRoutes::overlap);
        String secret = sinks.rotate(request.principal(), sink, overlap);
        return Answer.json(new Structure().with("secret", secret).value());
    }

    private Answer replay(Request request) {
        SinkDefinition sink = find(request);
        Replay replay =
                Bodies.read(request.requiredBody(), Set.of("environment", "from", "event"), body -> replay(sink, body));
        LedgerId flagSet = sinks.flagSet(request.principal(), sink, replay.environment());
        replay.event().ifPresent(event -> sinks.replay(request.principal(), sink, flagSet, event));
        replay.from().ifPresent(from -> sinks.replayFrom(request.principal(), sink, flagSet, from));
        return describe(find(request));
    }

    private record Replay(String environment, Optional<String> event, Optional<String> from) {}

    private static Replay replay(SinkDefinition sink, Members body) {
        if (body.find("event").isPresent() == body.find("from").isPresent()) {
            body.parent().refuse("Say either from where, or which event", "from or event");
        }
        return new Replay(
                environment(sink, body),
                body.find("event").map(Part::text),
                body.find("from").map(Part::text));
    }

    private Answer skip(Request request) {
        SinkDefinition sink = find(request);
        Replay skipped = Bodies.read(
                request.requiredBody(),
                Set.of("environment", "event"),
                body -> new Replay(
                        environment(sink, body),
                        Optional.of(body.require("event").text()),
                        Optional.empty()));
        LedgerId flagSet = sinks.flagSet(request.principal(), sink, skipped.environment());
        sinks.skip(request.principal(), sink, flagSet, skipped.event().orElseThrow());
        return describe(find(request));
    }

    private Answer undeliverable(Request request) {
        SinkDefinition sink = find(request);
        List<Value> events = values.undeliverable().of(sink.id(), LISTED).stream()
                .map(SinkValues::describe)
                .toList();
        return Answer.json(new Structure().with("events", events).value());
    }

    private Answer describe(SinkDefinition sink) {
        return describe(200, new SinkAdministration.Made(sink, Optional.empty()));
    }

    private Answer describe(int status, SinkAdministration.Made made) {
        return Answer.json(
                        status,
                        values.describe(made.sink())
                                .withText("secret", made.secret())
                                .value())
                .with("etag", EntityTags.of(made.sink().id(), made.sink().generation()));
    }

    private SinkDefinition find(Request request) {
        String project = request.parameter("project");
        String given = request.parameter("id");
        List<SinkDefinition> visible = sinks.all(project).stream()
                .filter(sink -> request.principal().may(Permission.ADMINISTER, scope(sink)))
                .toList();
        return only(visible, sink -> sink.id().equals(given))
                .or(() -> only(visible, sink -> sink.manner().name().equals(given)))
                .orElseThrow(() -> {
                    requireAnything(request);
                    return new RefusedException(
                            ProblemName.SINK_NOT_FOUND,
                            "There is no sink with the id or the name '" + given + "' in project '" + project
                                    + "'; GET " + SINKS + " lists them");
                });
    }

    // Sinks that were made by older versions may share a name, which then names none of them.
    private static Optional<SinkDefinition> only(List<SinkDefinition> sinks, Predicate<SinkDefinition> wanted) {
        List<SinkDefinition> found = sinks.stream().filter(wanted).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    static Scope scope(SinkDefinition sink) {
        return sink.environment()
                .map(environment -> Scope.environment(sink.project(), environment))
                .orElse(Scope.project(sink.project()));
    }

    private static String environment(SinkDefinition sink, Members body) {
        return sink.environment()
                .or(() -> body.find("environment").map(Part::text))
                .orElseGet(() -> body.require("environment", "the environment whose events are meant")
                        .text());
    }

    private static Duration overlap(Members body) {
        return body.find("overlap").map(SinkRoutes::overlap).orElse(OVERLAP);
    }

    private static Duration overlap(Part part) {
        String text = part.text();
        try {
            Duration overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeException notADuration) {
            // Refused below, like a duration that is too long.
        }
        part.refuse("'" + text + "' is no such duration", "PT0S to P30D, such as PT24H (ISO 8601)");
        return OVERLAP;
    }
}
