package dev.belay.server.sinks;

import dev.belay.control.Precondition;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.server.sinks.SinkReader.Wanted;
import dev.belay.server.sinks.delivery.Target;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.SinkDefinition;
import dev.belay.server.sinks.storage.SinkStore;
import dev.belay.server.sinks.webhook.WebhookType;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces what a sink announces and where to, while it keeps its place: what follows the last acknowledged event goes
 * to the new target.
 */
record SinkReplacement(SinkStore sinks, CursorStore cursors, SinkTypes types, SecureRandom random) {

    /**
     * Replaces a sink.
     *
     * @return the sink as it is now, and the secret of its signatures if that was made by this
     * @throws RefusedException if the body or the precondition does not fit; nothing was done then
     */
    SinkAdministration.Made replace(SinkDefinition sink, Precondition precondition, Value body) {
        demand(sink, precondition);
        Wanted wanted = new SinkReader(types).readReplacement(body);
        requireSameEnvironment(sink, wanted);
        requireSameKind(sink, wanted);
        Target kept = new KeptSecrets(types).in(sink, wanted);
        Target target = wanted.type().complete(kept, random);
        SinkDefinition replaced = sink.replacedBy(
                wanted.manner(), wanted.type().word(), target.settings(), types.seal(sink.id(), target));
        if (!sinks.replace(replaced, sink.generation())) {
            throw conflict(sink, "The sink " + sink.id() + " was changed at the same moment; read it again");
        }
        cursors.release(sink.id());
        Optional<String> made = target.secret(WebhookType.SECRET)
                .filter(secret -> kept.secret(WebhookType.SECRET).isEmpty());
        return new SinkAdministration.Made(replaced, made);
    }

    private static void demand(SinkDefinition sink, Precondition precondition) {
        switch (precondition) {
            case Precondition.Present _ -> {}
            case Precondition.None _ ->
                throw refusal(
                        ProblemName.PRECONDITION_REQUIRED,
                        sink,
                        "The sink " + sink.id() + " is replaced as a whole; read it, and send its ETag as If-Match");
            case Precondition.Absent _ ->
                throw refusal(
                        ProblemName.ALREADY_EXISTS,
                        sink,
                        "The sink " + sink.id() + " exists already; POST makes another one");
            case Precondition.ForeignTag(String tag) -> throw stale(sink, tag);
            case Precondition.Version(long version) -> {
                if (version != sink.generation()) {
                    throw stale(sink, Long.toString(version));
                }
            }
            case Precondition.Tag(String id, long generation) -> {
                if (!id.equals(sink.id()) || generation != sink.generation()) {
                    throw stale(sink, id + ":" + generation);
                }
            }
        }
    }

    private static RefusedException stale(SinkDefinition sink, String given) {
        return conflict(
                sink,
                "The sink " + sink.id() + " is not what " + given
                        + " names any more; read it again, carry your change over, and send its ETag");
    }

    private static RefusedException conflict(SinkDefinition sink, String detail) {
        return refusal(ProblemName.VERSION_CONFLICT, sink, detail);
    }

    private static RefusedException refusal(ProblemName name, SinkDefinition sink, String detail) {
        return new RefusedException(name, detail, List.of(Violation.of("", detail)), Map.of("version", Value.of((double)
                sink.generation())));
    }

    private static void requireSameEnvironment(SinkDefinition sink, Wanted wanted) {
        if (wanted.environment().isPresent() && !wanted.environment().equals(sink.environment())) {
            throw invalid(
                    "/environment",
                    "A sink stays with its environment, which is "
                            + sink.environment().orElse("every one of the project") + "; make another sink instead");
        }
    }

    // A sink of another kind has nothing in common with this one, and its secrets would be lost without a word.
    private static void requireSameKind(SinkDefinition sink, Wanted wanted) {
        String kind = wanted.type().word();
        if (!kind.equals(sink.kind())) {
            throw invalid(
                    "/" + kind,
                    "A sink stays of its kind, which is " + sink.kind() + "; make another sink for " + kind
                            + " instead, and delete this one");
        }
    }

    private static RefusedException invalid(String path, String detail) {
        return new RefusedException(
                ProblemName.INVALID_DOCUMENT, detail, List.of(Violation.of(path, detail)), Map.of());
    }
}
