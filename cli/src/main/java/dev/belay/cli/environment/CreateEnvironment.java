package dev.belay.cli.environment;

import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.write.NewPlace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Creates an environment of the project. */
@Command(
        name = "create",
        description = "Create an environment in the project, without flags. Refused if there is one with that key.")
public final class CreateEnvironment implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final NewPlace environment = new NewPlace();

    /** Works in this session. */
    public CreateEnvironment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        environment.create(
                session,
                session.environments(),
                "environment",
                "Create a key for its applications: "
                        + session.suggest("key", "create", "my-application").with("-e", environment.key()));
        return ExitCode.OK;
    }
}
