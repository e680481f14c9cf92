package dev.belay.server;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerException;
import dev.belay.server.logging.PlatformLogging;
import java.io.PrintStream;
import java.util.List;

/** The commands that run in the server's own process: {@code serve} and {@code ledger}. */
public final class Main {

    private static final String USAGE = """
            Usage: belay serve [options]            run the server
                   belay ledger verify [options]    prove that stored history is intact
                   belay ledger export [options]    write stored history as JSON lines
                   belay ledger backup [options]    copy the ledgers while a server uses them
                   belay ledger restore [options]   make ledgers of a backup or an export
                   belay ledger archive [options]   move old history to archives

            'belay serve --help' and 'belay ledger --help' tell more.
            """;

    private Main() {}

    /** Runs a command; the exit code says how it went. */
    public static void main(String[] arguments) {
        PlatformLogging.join();
        int exitCode = run(List.of(arguments), System.out, System.err);
        if (exitCode != ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    /** Runs a command and says, in one sentence, why it cannot be carried out. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return dispatch(arguments, out, err);
        } catch (Refusal refusal) {
            return fail(err, refusal.exitCode(), refusal.sentence());
        } catch (LedgerBrokenException broken) {
            return fail(err, ExitCode.DAMAGED, String.valueOf(broken.getMessage()));
        } catch (LedgerException unavailable) {
            return fail(err, ExitCode.UNAVAILABLE, String.valueOf(unavailable.getMessage()));
        }
    }

    private static int dispatch(List<String> arguments, PrintStream out, PrintStream err) {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (command) {
            case "serve" -> ServeCommand.run(rest, out);
            case "ledger" -> LedgerCommand.run(rest, out, err);
            case "--help", "help" -> {
                out.print(USAGE);
                yield ExitCode.OK;
            }
            default ->
                throw Arguments.usage("There is no command '" + command + "' in the server; it has serve and ledger.");
        };
    }

    private static int fail(PrintStream err, int exitCode, String sentence) {
        err.println("belay: " + sentence);
        return exitCode;
    }
}
