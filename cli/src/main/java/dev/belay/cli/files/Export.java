package dev.belay.cli.files;

import dev.belay.cli.server.Json;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.UnreachableException;
import dev.belay.cli.session.Choice;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the flags and segments of an environment into a folder. */
@Command(
        name = "export",
        description = {
            "Write the flags and segments of the environment into DIR, one file for each, for review in Git.",
            "An earlier export in DIR is brought up to date: files that differ are replaced, and those of flags and"
                    + " segments that are no more are deleted. `apply` takes the folder back, and SDKs read it offline.",
            "Everything is read before DIR is touched."
        })
public final class Export implements Callable<Integer> {
    private static final int ATTEMPTS = 3;
    private static final int CONFLICT = 412;

    private final Session session;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder; made if it is not there.")
    private String folder = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "yaml or json; yaml unless told.")
    private String format = "yaml";

    /** Works in this session. */
    public Export(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String ending = "." + Choice.of("a format of files", List.of("yaml", "json"), format);
        Path path = Folders.of(folder);
        try {
            return export(path, ending);
        } catch (RefusedException | UnreachableException failure) {
            session.terminal().errorDetail("Nothing was exported; the folder " + folder + " is as it was.");
            throw failure;
        }
    }

    private int export(Path path, String ending) {
        for (int attempt = 1; ; attempt++) {
            EnvironmentState state = EnvironmentState.read(session);
            try {
                tell(state, new FolderWriter(path, ending).write(state));
                return ExitCode.OK;
            } catch (RefusedException refusal) {
                // The members of a segment changed while they were read.
                if (refusal.problem().status() != CONFLICT || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
        }
    }

    private void tell(EnvironmentState state, FolderWriter.Outcome outcome) {
        if (session.json()) {
            session.terminal()
                    .raw(Json.write(Json.object()
                                    .put("revision", state.revision())
                                    .put("documents", outcome.documents())
                                    .put("changed", outcome.changed())
                                    .put("removed", outcome.removed()))
                            + "\n");
            return;
        }
        session.terminal()
                .confirm("Exported " + session.environment() + " at revision " + state.revision() + " to " + folder
                        + ": " + count(state, "flag") + ", " + count(state, "segment") + " ("
                        + outcome.changed() + " files written, "
                        + outcome.removed() + " removed)");
    }

    private static String count(EnvironmentState state, String kind) {
        int count = state.all(kind).size();
        return count + " " + kind + (count == 1 ? "" : "s");
    }
}
