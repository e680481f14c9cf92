package dev.belay.server.changes;

import dev.belay.control.FlagSets;
import dev.belay.control.Operation;
import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.WriteRequest;
import dev.belay.core.flag.MemberChunk;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.WriteAnswers;
import dev.belay.server.flagset.Writes;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Call;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import java.util.List;
import java.util.function.Function;

/**
 * Takes change sets.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class ChangeRoutes implements Feature {

    private final FlagSets flagSets;

    /** Change sets for {@code flagSets}. */
    public ChangeRoutes(FlagSets flagSets) {
        this.flagSets = flagSets;
    }

    @Override
    public void addTo(Routes routes) {
        routes.changeSet(FlagSet.PATH + "/changes", this::requireWrite, this::apply);
    }

    private void requireWrite(Principal principal, Call call) {
        flagSets.open(principal, Permission.WRITE, call.parameter("project"), call.parameter("environment"));
    }

    private Answer apply(Request request) {
        String project = request.parameter("project");
        String environment = request.parameter("environment");
        Function<String, MemberChunk> chunks =
                flagSets.chunksNamedBy(request.principal(), Permission.WRITE, project, environment);
        ChangeSet changes = Bodies.read(
                request.requiredBody(),
                Writes.fields("changes"),
                body -> new ChangeSet(Writes.of(request, body), OperationReader.readAll(body, chunks)));
        return WriteAnswers.of(
                changes.write(), flagSets.apply(project, environment, changes.write(), changes.operations()));
    }

    private record ChangeSet(WriteRequest write, List<Operation> operations) {}
}
