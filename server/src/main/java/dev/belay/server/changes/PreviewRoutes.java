package dev.belay.server.changes;

import dev.belay.control.FlagSets;
import dev.belay.control.Operation;
import dev.belay.control.Permission;
import dev.belay.control.Previews;
import dev.belay.control.Principal;
import dev.belay.core.EvaluationContext;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.server.flagset.AskedContext;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Call;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Says what a change set would do to the answers of flags, and writes nothing.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class PreviewRoutes implements Feature {

    private static final Set<String> FIELDS = Set.of("changes", "contexts", "samples", "seed");
    private static final int USUAL_SAMPLES = 1_000;
    private static final int USUAL_SEED = 1;

    private final FlagSets flagSets;
    private final Previews previews;

    /** Previews of changes to {@code flagSets}. */
    public PreviewRoutes(FlagSets flagSets, InstantSource clock) {
        this.flagSets = flagSets;
        this.previews = new Previews(flagSets, clock);
    }

    @Override
    public void addTo(Routes routes) {
        routes.changeSet(FlagSet.PATH + "/previews", this::requireRead, this::preview);
    }

    private void requireRead(Principal principal, Call call) {
        flagSets.open(principal, Permission.READ, call.parameter("project"), call.parameter("environment"));
    }

    private Answer preview(Request request) {
        String project = request.parameter("project");
        String environment = request.parameter("environment");
        Function<String, MemberChunk> chunks =
                flagSets.chunksNamedBy(request.principal(), Permission.READ, project, environment);
        Question question = Bodies.read(request.requiredBody(), FIELDS, body -> question(body, chunks));
        Previews.Result result =
                previews.preview(request.principal(), project, environment, question.operations(), question.wanted());
        return Answer.json(PreviewValues.of(result, question.wanted()));
    }

    private static Question question(Members body, Function<String, MemberChunk> chunks) {
        return new Question(
                OperationReader.readAll(body, chunks),
                new Previews.Wanted(
                        body.find("contexts").map(PreviewRoutes::contexts).orElse(List.of()),
                        (int) body.find("samples")
                                .map(part -> part.integer(0, Previews.MOST_SAMPLES))
                                .orElse((long) USUAL_SAMPLES)
                                .longValue(),
                        body.find("seed")
                                .map(part -> part.integer(0, References.MAX_INTEGER))
                                .orElse((long) USUAL_SEED)));
    }

    private static List<EvaluationContext> contexts(Part part) {
        List<Part> items = part.items();
        if (items.size() > Previews.MOST_CONTEXTS) {
            part.refuse(
                    "There are " + items.size() + " contexts; send a part of them",
                    "at most " + Previews.MOST_CONTEXTS + " contexts");
            return List.of();
        }
        return items.stream().map(AskedContext::read).toList();
    }

    private record Question(List<Operation> operations, Previews.Wanted wanted) {}
}
