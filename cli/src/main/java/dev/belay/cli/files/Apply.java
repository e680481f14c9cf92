package dev.belay.cli.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.difference.Differences;
import dev.belay.cli.instance.WaitOptions;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.write.Consent;
import dev.belay.cli.write.ExitCodeOption;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an environment what the files of a folder say, in one entry. */
@Command(
        name = "apply",
        description = {
            "Make the environment what the files in DIR say, in one step that SDKs see as one.",
            "It shows what would change first. In a terminal it asks; elsewhere it needs --yes. If somebody changes one"
                    + " of these flags in the meantime, nothing is written. Applying twice changes nothing."
        })
public final class Apply implements Callable<Integer> {
    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_NAMED = 10;

    private final Session session;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder, as `export` writes it.")
    private String folder = "";

    @Option(names = "--prune", description = "Archive the flags and segments that the files do not have.")
    private boolean prune;

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final ExitCodeOption exitCode = new ExitCodeOption();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    /** Works in this session. */
    public Apply(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        WaitOptions.AfterWrite then = wait.afterWrite(session);
        List<FileDocument> files = read();
        if (!options.dryRun()) {
            consent.require(session, "apply");
        }
        EnvironmentState state = EnvironmentState.read(session);
        ChangePlan plan = ChangePlan.of(files, state, prune);
        if (plan.isEmpty()) {
            nothingToDo(state, plan);
            // What is there already may still be on its way.
            ObjectNode known = options.body();
            known.set("position", state.position());
            return then.exitCode(known);
        }
        requireFlagsUnlessAsked(files, state);
        Answer tried = send(plan, true);
        boolean differs = !tried.body().path("differences").isEmpty();
        if (options.dryRun()) {
            session.show(tried, ignored -> show(tried, plan));
            return exitCode.of(differs);
        }
        if (!session.json()) {
            Differences differences = show(tried, plan);
            if (differs && !consent.given() && !session.terminal().confirms(question(differences))) {
                return consent.refused(session);
            }
        }
        Answer applied = send(plan, false);
        new WriteReport(session)
                .tellAfterPreview(applied, "Applied " + folder + " to " + session.environment(), asItIs());
        return then.exitCode(applied);
    }

    private List<FileDocument> read() {
        try {
            return FolderReader.read(Folders.of(folder));
        } catch (BadFilesException bad) {
            throw new FurtherMistakes(session).addedTo(bad);
        }
    }

    /** A script whose checkout went wrong must not archive every flag; a dry run tells it before. */
    private void requireFlagsUnlessAsked(List<FileDocument> files, EnvironmentState state) {
        int all = state.all("flag").size();
        boolean takesAll =
                prune && all > 0 && files.stream().noneMatch(file -> file.kind().equals("flag"));
        if (takesAll && options.dryRun()) {
            session.terminal().warn(folder + " has no flags; with --yes this is refused.");
        } else if (takesAll && consent.given()) {
            throw new UsageException(folder + " has no flags, so that --prune would archive all " + all + " in "
                    + session.environment()
                    + "; check the folder, or leave out --yes, at a terminal, if that is wanted.");
        }
    }

    private void nothingToDo(EnvironmentState state, ChangePlan plan) {
        if (session.json()) {
            ObjectNode answer = Json.object().put("revision", state.revision());
            answer.set("position", state.position());
            answer.putArray("differences");
            session.terminal().raw(Json.write(answer) + "\n");
            return;
        }
        session.terminal().confirm(asItIs() + " (revision " + state.revision() + ")");
        tellMissing(plan);
    }

    private String asItIs() {
        return "Nothing to apply: " + session.environment() + " has everything that " + folder + " says";
    }

    private String question(Differences differences) {
        return "Apply " + folder + " to " + session.environment() + "? " + differences.count() + " will change.";
    }

    private Differences show(Answer tried, ChangePlan plan) {
        Differences differences = new WriteReport(session).preview(tried.body());
        tellMissing(plan);
        return differences;
    }

    private void tellMissing(ChangePlan plan) {
        if (prune || plan.missing().isEmpty()) {
            return;
        }
        List<String> named = plan.missing().stream().limit(MOST_NAMED).toList();
        int more = plan.missing().size() - named.size();
        session.terminal()
                .warn("Left alone, because the files do not have them (--prune archives them): "
                        + String.join(", ", named) + (more > 0 ? " and " + more + " more" : ""));
    }

    private Answer send(ChangePlan plan, boolean dryRun) {
        ObjectNode body = options.body().put("dryRun", dryRun);
        body.set("changes", plan.operations());
        refuseTooLarge(body, plan);
        try {
            return session.send(Request.post(session.flagSet().then("changes"), body));
        } catch (RefusedException refusal) {
            throw new RefusedFiles(refusal, plan).explain();
        }
    }

    private static void refuseTooLarge(ObjectNode body, ChangePlan plan) {
        long bytes = Json.write(body).length();
        if (bytes <= MOST_BYTES) {
            return;
        }
        String largest = plan.sources().stream()
                .flatMap(Optional::stream)
                .filter(file -> file.members().isPresent())
                .max(Comparator.comparingInt(
                        file -> file.members().orElse(List.of()).size()))
                .map(file -> " The most members has segment " + file.key()
                        + ": upload them first, with `belay segment members upload`.")
                .orElse(" Take some of the files away, apply, and put them back.");
        throw new UsageException("The files differ in " + (bytes >> 20) + " MiB, and one change set may have "
                + (MOST_BYTES >> 20) + " MiB." + largest);
    }
}
