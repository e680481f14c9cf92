package dev.belay.cli.project;

import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.write.NewPlace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Creates a project. */
@Command(
        name = "create",
        description = "Create a project, which has no environments yet. Refused if there is one with that key.")
public final class CreateProject implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final NewPlace project = new NewPlace();

    /** Works in this session. */
    public CreateProject(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        project.create(
                session,
                session.projects(),
                "project",
                "It has no environments yet; create one: "
                        + session.suggestAtServer("env", "create", "production").with("-p", project.key()));
        return ExitCode.OK;
    }
}
