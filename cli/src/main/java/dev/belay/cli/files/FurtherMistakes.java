package dev.belay.cli.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.server.UnreachableException;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong in files that can be read, where others cannot, so that a person hears of everything at once.
 *
 * @param session where the server is that knows
 */
record FurtherMistakes(Session session) {

    /** Everything that is wrong; as much as is known where the server cannot be asked. */
    BadFilesException addedTo(BadFilesException bad) {
        if (bad.usable().isEmpty()) {
            return bad;
        }
        List<FileProblem> all = new ArrayList<>(bad.problems());
        all.addAll(in(bad.usable()));
        return new BadFilesException(all);
    }

    private List<FileProblem> in(List<FileDocument> files) {
        try {
            ChangePlan plan = ChangePlan.of(files, EnvironmentState.read(session), false);
            return plan.isEmpty() ? List.of() : tried(plan);
        } catch (RefusedException | UnreachableException | UsageException nobodyToAsk) {
            return List.of();
        }
    }

    private List<FileProblem> tried(ChangePlan plan) {
        ObjectNode body = Json.object().put("dryRun", true);
        body.set("changes", plan.operations());
        try {
            session.send(Request.ask(session.flagSet().then("changes"), body));
            return List.of();
        } catch (RefusedException refusal) {
            // Other refusals may only be for want of the files that could not be read.
            return refusal.problem().is("invalid-document")
                            && new RefusedFiles(refusal, plan).explain() instanceof BadFilesException found
                    ? found.problems()
                    : List.of();
        }
    }
}
