package dev.belay.server.environments;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.diff.StateDifference;
import dev.belay.server.flagset.Differences;
import dev.belay.server.flagset.EntityTags;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import dev.belay.server.subjects.Subjects;
import java.util.List;
import java.util.Optional;

/** Where an environment stands, where it stood, and how two states differ. */
public final class EnvironmentRoutes implements Feature {

    private final FlagSetAccess access;

    /** The environments that {@code access} finds. */
    public EnvironmentRoutes(FlagSetAccess access) {
        this.access = access;
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(FlagSet.PATH, this::describe)
                .read(FlagSet.PATH + "/revisions/{revision}", this::revision)
                .read(FlagSet.PATH + "/diff", this::difference);
    }

    private Answer describe(Request request) {
        FlagSet flagSet = access.read(request);
        LedgerState head = flagSet.head();
        return EntityTags.answer(
                request,
                flagSet.tag(),
                () -> Answer.json(new Structure()
                        .with("key", flagSet.environment())
                        .with("project", flagSet.project())
                        .with("revision", head.position().revision())
                        .with("epoch", head.position().epoch())
                        .with("position", head.position().toString())
                        .with("checksum", head.checksum().hex())
                        .with("at", InstantFormat.write(head.at()))
                        .with("flags", Subjects.all(head, Subject.FLAG).count())
                        .with("segments", Subjects.all(head, Subject.SEGMENT).count())
                        .value()));
    }

    private Answer revision(Request request) {
        FlagSet flagSet = access.read(request);
        LedgerState state = access.history().at(flagSet.ledger(), number(request.parameter("revision")));
        return Answer.json(new Structure()
                .with("revision", state.position().revision())
                .with("position", state.position().toString())
                .with("at", InstantFormat.write(state.at()))
                .with("checksum", state.checksum().hex())
                .with("flags", subjects(state, Subject.FLAG))
                .with("segments", subjects(state, Subject.SEGMENT))
                .value());
    }

    private Answer difference(Request request) {
        request.allowQuery("from", "to", "against");
        FlagSet flagSet = access.read(request);
        Optional<String> against = request.query("against");
        Optional<String> from = request.query("from");
        if (against.isEmpty() && from.isEmpty()) {
            throw new RefusedException(
                    ProblemName.INVALID_REQUEST,
                    "Say from=<revision or instant>, or against=<environment>, or both, with to=<revision or instant>"
                            + " or without");
        }
        FlagSet other = against.map(key -> access.readAnother(request, key)).orElse(flagSet);
        Points points = new Points(access.history());
        return answer(points.at(other, "from", from), points.at(flagSet, "to", request.query("to")));
    }

    private static Answer answer(LedgerState before, LedgerState after) {
        List<Value> differences = StateDifference.between(before, after).stream()
                .map(Differences::value)
                .toList();
        return Answer.json(new Structure()
                .with("from", before.position().toString())
                .with("to", after.position().toString())
                .with("differences", differences)
                .value());
    }

    private static List<Value> subjects(LedgerState state, String kind) {
        return Subjects.all(state, kind)
                .map(each -> (Value) Subjects.describe(each).value())
                .toList();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new RefusedException(
                    ProblemName.INVALID_REQUEST, "The revision '" + text + "' in the address must be a whole number");
        }
    }
}
