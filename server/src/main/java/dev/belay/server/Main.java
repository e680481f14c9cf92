package dev.belay.server;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.StoreUnavailableException;
import java.util.List;

/** The commands that run in the server's own process: {@code serve} and {@code ledger}. */
public final class Main {

    private static final String USAGE = """
            Usage: belay serve [options]            run the server
                   belay ledger verify [options]    prove that stored history is intact
                   belay ledger export [options]    write stored history as JSON lines

            'belay serve --help' and 'belay ledger --help' tell more.
            """;

    private Main() {}

    /** Runs a command; the exit code says how it went. */
    public static void main(String[] arguments) {
        int exitCode = run(List.of(arguments));
        if (exitCode != ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    private static int run(List<String> arguments) {
        try {
            return dispatch(arguments);
        } catch (Refusal refusal) {
            return fail(refusal.exitCode(), refusal.sentence());
        } catch (LedgerBrokenException broken) {
            return fail(ExitCode.DAMAGED, String.valueOf(broken.getMessage()));
        } catch (StoreUnavailableException unavailable) {
            return fail(ExitCode.UNAVAILABLE, String.valueOf(unavailable.getMessage()));
        }
    }

    private static int dispatch(List<String> arguments) {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (command) {
            case "serve" -> ServeCommand.run(rest);
            case "ledger" -> ExitCode.OK;
            case "--help", "-h", "help" -> {
                System.out.print(USAGE);
                yield ExitCode.OK;
            }
            default ->
                throw Arguments.usage("There is no command '" + command + "' in the server; it has serve and ledger.");
        };
    }

    private static int fail(int exitCode, String sentence) {
        System.err.println("belay: " + sentence);
        return exitCode;
    }
}
