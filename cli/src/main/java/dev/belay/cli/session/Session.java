package dev.belay.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.server.Server;
import dev.belay.cli.server.ServerSettings;
import dev.belay.cli.server.Waiting;
import dev.belay.cli.terminal.Surroundings;
import dev.belay.cli.terminal.Terminal;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of the program: what the global options and the environment variables come to. Usable once the command line
 * has been read.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Session implements AutoCloseable {
    private final Surroundings surroundings;
    private final GlobalOptions options;
    private @Nullable Terminal terminal;
    private @Nullable Server server;
    private @Nullable String flag;

    /** The options may be filled in after this call. */
    public Session(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    /** What the program was started in. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Whether the API's JSON is wanted instead of words. */
    public boolean json() {
        return options.json;
    }

    /** Where to print. */
    public Terminal terminal() {
        if (terminal == null) {
            boolean colours =
                    !options.noColor && surroundings.variable("NO_COLOR").isEmpty();
            terminal = new Terminal(surroundings, colours, options.quiet);
        }
        return terminal;
    }

    /** The project that the command is about. */
    public String project() {
        return chosen(options.project, "BELAY_PROJECT", "default");
    }

    /** The environment that the command is about. */
    public String environment() {
        return chosen(options.environment, "BELAY_ENVIRONMENT", "development");
    }

    /** The address of all projects. */
    public Address projects() {
        return Address.of("api", "v1", "projects");
    }

    /** The address of the project's environments. */
    public Address environments() {
        return projects().then(project(), "environments");
    }

    /** The address of the environment, below which its flags and everything else are. */
    public Address flagSet() {
        return environments().then(environment());
    }

    /** The address of a flag, which the command is then taken to be about. */
    public Address flag(String key) {
        flag = key;
        return flagSet().then("flags", key);
    }

    /**
     * Asks the server and waits for the answer.
     *
     * @throws dev.belay.cli.server.RefusedException     if the server refused
     * @throws dev.belay.cli.server.UnreachableException if no usable answer came
     * @throws UsageException                            if the server or the credential are not given properly
     */
    public Answer send(Request request) {
        if (server == null) {
            server = connect();
        }
        return server.send(request);
    }

    /** Prints the answer as JSON if that is wanted, else leaves it to the words. */
    public void show(Answer answer, Consumer<JsonNode> words) {
        if (json()) {
            terminal().raw(answer.text().endsWith("\n") ? answer.text() : answer.text() + "\n");
        } else {
            words.accept(answer.body());
        }
    }

    /** A command that a person could give next, with the options that lead to the same server. */
    public Suggestion suggestAtServer(String... words) {
        Suggestion suggestion = new Suggestion(words);
        return options.url == null ? suggestion : suggestion.with("--url", options.url);
    }

    /** A command that a person could give next, with the options that lead to the same project. */
    public Suggestion suggest(String... words) {
        Suggestion suggestion = suggestAtServer(words);
        return project().equals("default") ? suggestion : suggestion.with("-p", project());
    }

    /** Whether the command is about a flag. */
    public boolean isAboutFlag() {
        return flag != null;
    }

    /** A command about the flag that this command is about. */
    public Suggestion suggestAboutFlag(String command) {
        return suggestHere("flag", command, flag == null ? "KEY" : flag);
    }

    /** A command about this flag set that a person could give next. */
    public Suggestion suggestHere(String... words) {
        return suggest(words).with("-e", environment());
    }

    /** Ends the connection to the server, if there is one. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    private Server connect() {
        if (options.timeoutSeconds < 1) {
            throw new UsageException("--timeout takes at least 1 second, and this is " + options.timeoutSeconds);
        }
        ServerSettings settings = new ServerSettings(
                ServerUrl.parse(chosen(options.url, "BELAY_URL", "http://127.0.0.1:8080")),
                new CredentialSource(surroundings, options).find(),
                Duration.ofSeconds(options.timeoutSeconds));
        return new Server(settings, patience(), surroundings.names());
    }

    private Waiting patience() {
        return new Waiting() {
            @Override
            public void still(String where, long seconds) {
                terminal().progress("Waiting for " + where + " (" + seconds + " s) …");
            }

            @Override
            public void over() {
                terminal().endProgress();
            }
        };
    }

    private String chosen(@Nullable String option, String variable, String otherwise) {
        return option != null ? option : surroundings.variable(variable).orElse(otherwise);
    }
}
