package dev.belay.server;

import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.SqlCredentials;
import dev.belay.server.http.WebServer;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.store.sql.SqliteStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the server on the embedded store until the process is told to end. */
final class ServeCommand {

    private static final String TOKEN_VARIABLE = "BELAY_ADMIN_TOKEN";
    private static final int TOKEN_LENGTH = 32;
    private static final int EPOCH_BYTES = 8;
    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    private static final String HELP = """
            Usage: belay serve [options]

              --port PORT            to listen on, 0 for any that is free   (8080)
              --host HOST            the interface to listen on             (127.0.0.1)
              --data DIR             the folder for everything that is kept (./belay-data)
              --cors-origin ORIGIN   pages of this origin may evaluate flags; may be repeated
              --help                 this text

            With BELAY_ADMIN_TOKEN in the environment, of at least 32 characters, whoever sends it as a bearer token is
            an administrator. Otherwise a new server prints a link that makes the first access token.

            Exit codes: 64 wrong options or settings, 65 stored history is damaged or missing, 69 the port or the data folder cannot
            be used, 130 and 143 stopped by a signal, after everything under way was finished.
            """;

    private ServeCommand() {}

    static int run(List<String> given, PrintStream out) {
        Arguments arguments =
                Arguments.read(given, Set.of("--port", "--host", "--data", "--cors-origin"), Set.of("--help"));
        if (arguments.has("--help")) {
            out.print(HELP);
            return ExitCode.OK;
        }
        Optional<String> token = token(System.getenv());
        WebServer.Settings settings = new WebServer.Settings(
                arguments.one("--host").orElse("127.0.0.1"),
                arguments.one("--port").map(ServeCommand::port).orElse(DEFAULT_PORT),
                Set.copyOf(arguments.all("--cors-origin")));
        Application application = start(DataOption.folder(arguments), settings, token);
        Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop"));
        announce(settings.host(), application, out);
        return ExitCode.OK;
    }

    private static Application start(Path folder, WebServer.Settings settings, Optional<String> token) {
        InstantSource clock = InstantSource.system();
        Path file = folder.resolve(SqliteStore.FILE);
        requireHistory(file, folder.resolve(OperationsDatabase.FILE));
        LedgerStore store = SqliteStore.open(file, clock, new RandomText(new SecureRandom(), EPOCH_BYTES));
        try {
            SqlCredentials credentials =
                    new SqlCredentials(OperationsDatabase.open(folder.resolve(OperationsDatabase.FILE)));
            return Application.start(new Application.Parts(store, credentials, clock, token), settings);
        } catch (IOException cannotListen) {
            throw new Refusal(ExitCode.UNAVAILABLE, String.valueOf(cannotListen.getMessage()) + ".");
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    /** The ledgers are made before keys and tokens are, so that the latter alone mean a loss. */
    private static void requireHistory(Path history, Path operations) {
        if (Files.notExists(history) && Files.exists(operations)) {
            throw new Refusal(
                    ExitCode.DAMAGED,
                    "The file " + history + " with the stored history is missing, though " + operations
                            + " beside it is there; restore it, or delete that file too to start anew.");
        }
    }

    private static void announce(String host, Application application, PrintStream out) {
        String base = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + application.port();
        out.println("Belay is ready at " + base);
        application
                .setupCode()
                .ifPresent(code ->
                        out.println("There is no administrator yet; open this link within an hour to become one: "
                                + base + "/setup/" + code));
    }

    static Optional<String> token(Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN_VARIABLE, "");
        if (token.isEmpty()) {
            return Optional.empty();
        }
        if (token.codePointCount(0, token.length()) < TOKEN_LENGTH) {
            throw Arguments.usage(
                    TOKEN_VARIABLE + " has fewer than " + TOKEN_LENGTH
                            + " characters, which could be guessed; set a longer one, for example from 'openssl rand -hex 32'.");
        }
        return Optional.of(token);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number out of range.
        }
        throw Arguments.usage("The port '" + text + "' after --port must be a number from 0 to " + MAX_PORT + ".");
    }
}
