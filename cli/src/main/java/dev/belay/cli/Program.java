package dev.belay.cli;

import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.GlobalOptions;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.terminal.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program, assembled: commands, options, and what happens when something goes wrong.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Program {
    /** What Java makes of bytes that are not in the locale's encoding. */
    private static final String UNREADABLE = "\uFFFD";

    private final Surroundings surroundings;
    private final String[] arguments;
    private final GlobalOptions options;
    private final Session session;

    /** Assembles the program for one run with these arguments. */
    public Program(Surroundings surroundings, String... arguments) {
        this.surroundings = surroundings;
        this.arguments = arguments.clone();
        this.options = new GlobalOptions();
        this.session = new Session(surroundings, options);
    }

    /** Runs the command and returns its exit code. */
    public int run() {
        try {
            if (Arrays.stream(arguments).anyMatch(each -> each.contains(UNREADABLE))) {
                return new Failures(session)
                        .tell(new UsageException("The command has letters that are lost in this"
                                + " locale; give it again with LC_ALL=C.UTF-8 before it."));
            }
            CommandLine root = new CommandLine(new Root());
            root.addMixin("global", options);
            Commands.addTo(root, session, Set.copyOf(List.of(arguments)));
            configure(root);
            return root.execute(arguments);
        } finally {
            session.close();
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    private void configure(CommandLine root) {
        root.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        // A key or a name may begin with @, which picocli would take for a file of arguments.
        root.setExpandAtFiles(false);
        HelpPages.apply(root, surroundings);
        root.setParameterExceptionHandler((failure, ignored) -> misunderstood(failure));
        root.setExecutionExceptionHandler((failure, command, result) -> new Failures(session).tell(failure));
    }

    private int misunderstood(ParameterException failure) {
        session.terminal().error("belay: " + inOurWords(String.valueOf(failure.getMessage())));
        CommandLine command = failure.getCommandLine();
        if (!UnmatchedArgumentException.printSuggestions(failure, command.getErr())
                && command.getSubcommands().size() > 0) {
            command.usage(command.getErr());
        } else {
            session.terminal()
                    .errorDetail("`" + command.getCommandSpec().qualifiedName() + " --help` shows what it takes.");
        }
        return ExitCode.USAGE;
    }

    private static String inOurWords(String message) {
        return message.replaceFirst("is not an? (long|int)$", "is not a whole number");
    }
}
