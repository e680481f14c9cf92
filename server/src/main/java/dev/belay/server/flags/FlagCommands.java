package dev.belay.server.flags;

import dev.belay.control.Operation;
import dev.belay.control.Precondition;
import dev.belay.control.WriteRequest;
import dev.belay.control.WriteResult;
import dev.belay.json.reading.Part;
import dev.belay.json.state.Subject;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.WeightFields;
import dev.belay.server.flagset.WriteAnswers;
import dev.belay.server.flagset.Writes;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.subjects.Subjects;
import java.util.Optional;
import java.util.function.BiFunction;

/** What can be done to a flag without sending its document. */
public final class FlagCommands implements Feature {

    private static final String FLAG = FlagSet.PATH + "/flags/{key}";

    private final Subjects flags;

    /** Commands for {@code flags}. */
    public FlagCommands(Subjects flags) {
        this.flags = flags;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(FLAG + "/enable", request -> run(request, Operation.Enable::new))
                .post(FLAG + "/disable", request -> run(request, Operation.Disable::new))
                .post(FLAG + "/reshuffle", request -> run(request, Operation.Reshuffle::new))
                .post(FLAG + "/weights", this::reweigh);
    }

    private Answer reweigh(Request request) {
        record Command(WriteRequest write, Operation operation, Optional<String> rule) {}
        Command read = Bodies.read(
                request.requiredBody(),
                Writes.fields("baseVersion", "rule", "weights"),
                body -> new Command(
                        Writes.of(request, body),
                        WeightFields.read(request.parameter("key"), body, Writes.precondition(request, body)),
                        body.find("rule").map(Part::text)));
        WriteResult result = flags.write(request, read.write(), read.operation());
        return WriteAnswers.ofWeights(read.write(), result, Subject.flag(request.parameter("key")), read.rule());
    }

    private Answer run(Request request, BiFunction<String, Precondition, Operation> command) {
        record Command(WriteRequest write, Operation operation) {}
        Command read = Bodies.read(
                request.body(),
                Writes.fields("baseVersion"),
                body -> new Command(
                        Writes.of(request, body),
                        command.apply(request.parameter("key"), Writes.precondition(request, body))));
        return flags.apply(request, read.write(), read.operation());
    }
}
