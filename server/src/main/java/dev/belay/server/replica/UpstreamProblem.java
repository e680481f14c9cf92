package dev.belay.server.replica;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Passes on what an upstream says of the past that holds wherever it is asked for. */
final class UpstreamProblem {

    private static final Set<ProblemName> HOLDS_EVERYWHERE =
            EnumSet.of(ProblemName.REVISION_UNKNOWN, ProblemName.REVISION_COMPACTED, ProblemName.DOCUMENT_ERASED);

    /** What an own refusal has anyway. */
    private static final Set<String> COMMON = Set.of("type", "title", "status", "detail", "errors");

    /** Of a text that goes into sentences of this server. */
    private static final int LONGEST_DETAIL = 300;

    private UpstreamProblem() {}

    /** The refusal that an answer is, if it is one of those that hold everywhere. */
    static Optional<RefusedException> read(HttpResponse<byte[]> answer) {
        return body(answer)
                .flatMap(problem -> HOLDS_EVERYWHERE.stream()
                        .filter(name -> Value.of(name.type()).equals(problem.get("type")))
                        .findFirst()
                        .map(name -> refusal(name, problem)));
    }

    /** What a refusal says of itself, cut where it gets long, if it says anything. */
    static Optional<String> detail(HttpResponse<byte[]> answer) {
        return body(answer)
                .map(problem -> problem.get("detail"))
                .flatMap(detail ->
                        detail instanceof Value.TextValue text ? Optional.of(brief(text.value())) : Optional.empty());
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }

    private static RefusedException refusal(ProblemName name, Map<String, Value> problem) {
        Map<String, Value> members = new LinkedHashMap<>(problem);
        members.keySet().removeAll(COMMON);
        String detail = problem.get("detail") instanceof Value.TextValue text ? text.value() : name.title();
        return new RefusedException(name, detail, List.of(), members);
    }

    private static Optional<Map<String, Value>> body(HttpResponse<byte[]> answer) {
        try {
            return Json.read(answer.body(), JsonLimits.DEFAULT) instanceof Value.StructureValue structure
                    ? Optional.of(structure.members())
                    : Optional.empty();
        } catch (MalformedJsonException somethingElse) {
            return Optional.empty();
        }
    }
}
