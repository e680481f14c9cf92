package dev.belay.cli;

import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.GlobalOptions;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.terminal.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    private static final Set<String> HELP = Set.of("help", "-h", "--help");

    private final Surroundings surroundings;
    private final String[] arguments;
    private final GlobalOptions options;
    private final Session session;

    /** Assembles the program for one run with these arguments. */
    public Program(Surroundings surroundings, String... arguments) {
        this.surroundings = surroundings;
        this.arguments = helpLast(arguments);
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

    /** {@code help flag} and {@code -h flag} ask for what {@code flag --help} tells. */
    private static String[] helpLast(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (!words.isEmpty() && HELP.contains(words.getFirst())) {
            words.removeFirst();
            words.add("--help");
        }
        return words.toArray(String[]::new);
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
        session.terminal().error("belay: " + inOurWords(failure));
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

    private static String inOurWords(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            return tooMuch(unmatched);
        }
        return String.valueOf(failure.getMessage())
                .replaceFirst("^Error: ", "")
                .replaceFirst("is not an? (long|int)$", "is not a whole number");
    }

    private static String tooMuch(UnmatchedArgumentException failure) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        List<String> words = failure.getUnmatched();
        return command.getSubcommands().isEmpty()
                ? name + " does not take '" + String.join(" ", words) + "'."
                : "There is no command '" + name + " " + words.getFirst() + "'.";
    }
}
