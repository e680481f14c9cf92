package dev.belay.server;

import dev.belay.server.http.WebServer;
import dev.belay.server.replica.Replica;
import dev.belay.server.segments.MemberLimits;
import dev.belay.server.storage.Storage;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the server until the process is told to end. */
final class ServeCommand {

    private static final String TOKEN_VARIABLE = "BELAY_ADMIN_TOKEN";
    private static final int TOKEN_LENGTH = 32;
    private static final int EPOCH_BYTES = 8;
    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;
    private static final String UPLOAD_MIB = "--upload-mib";
    private static final String UPLOAD_KEYS = "--upload-keys";
    static final String TRUST_PINS = "--trust-pins";
    private static final int MOST_MIB = 1_000;
    private static final int MOST_KEYS = 50_000_000;

    private static final String HELP = """
            Usage: belay serve [options]

              --port PORT            to listen on, 0 for any that is free   (8080)
              --host HOST            the interface to listen on             (127.0.0.1)
              --data DIR             the folder for everything that is kept (./belay-data)
              --store URL            keep everything in a PostgreSQL database instead, which several servers may share:
                                     jdbc:postgresql://host:port/database
              --archive DIR          the folder for archives of old history, which servers of one store share; there are
                                     none with --store unless it is given   (the folder 'archive' in that of --data)
              --news URL             a Redis server by which those servers tell one another of changes, too: redis://host:port
              --cors-origin ORIGIN   pages of this origin may evaluate flags; may be repeated
              --trust-pins           answers back ends at the position that their requests are pinned to by baggage
              --upload-mib N         the largest upload of a segment's members         (64)
              --upload-keys N        the most keys in one                              (5000000)
              --sinks REACH          where sinks may deliver: anywhere, or public: to no address within this machine or a
                                     private network                                   (anywhere)
              --sink-kinds KINDS     none, or some of webhook,redis,nats,kafka         (all of them)
              --help                 this text

            As a replica, which serves copies of another server's flag sets:

              --upstream URL         the server that decides, or another replica
              --key-file FILE        a replica key of each flag set to serve, one on each line; may be repeated
              --key KEY              one of them, for all to see who may list processes; or in BELAY_REPLICA_KEYS
              --data DIR             a folder for copies, from which it can start while the upstream is away
              --most-age AGE         how old a copy may get before the replica is not ready, such as 15m (any)

            BELAY_STORE_USER and BELAY_STORE_PASSWORD, or a file that BELAY_STORE_PASSWORD_FILE names, log in to the store;
            BELAY_NEWS_PASSWORD, or a file that BELAY_NEWS_PASSWORD_FILE names, to the server of --news.

            With BELAY_ADMIN_TOKEN in the environment, of at least 32 characters, whoever sends it as a bearer token is
            an administrator. Otherwise a new server prints a link that makes the first access token.

            With BELAY_SECRETS_KEY in the environment, 64 hexadecimal digits, secrets of sinks are encrypted under it;
            otherwise under a key in the file secrets.key in the data folder, which is made if need be.

            Exit codes: 64 wrong options or settings, 65 stored history is damaged or missing, 69 the port, the data folder or the
            store cannot be used, 130 and 143 stopped by a signal, after everything under way was finished.
            """;

    private ServeCommand() {}

    static int run(List<String> given, PrintStream out) {
        Set<String> names = new HashSet<>(Set.of(
                "--port", "--host", "--cors-origin", UPLOAD_MIB, UPLOAD_KEYS, SinkOptions.REACH, SinkOptions.KINDS));
        names.addAll(StoreOptions.NAMES);
        names.addAll(ReplicaOptions.NAMES);
        Arguments arguments = Arguments.read(given, names, Set.of("--help", TRUST_PINS));
        if (arguments.has("--help")) {
            out.print(HELP);
            return ExitCode.OK;
        }
        WebServer.Settings settings = new WebServer.Settings(
                arguments.one("--host").orElse("127.0.0.1"),
                arguments.one("--port").map(ServeCommand::port).orElse(DEFAULT_PORT),
                Set.copyOf(arguments.all("--cors-origin")));
        Optional<Replica.Settings> copied = ReplicaOptions.read(arguments, System.getenv());
        if (copied.isPresent()) {
            StoreOptions.refuseBeside(ReplicaOptions.UPSTREAM, arguments);
            return ReplicaCommand.run(copied.get(), settings, out);
        }
        Optional<String> token = token(System.getenv());
        Application application = start(arguments, settings, token);
        Runtime.getRuntime().addShutdownHook(stop(application));
        announce(settings.host(), application, out);
        OpenFiles.warnIfFew();
        return ExitCode.OK;
    }

    private static Thread stop(Application application) {
        Stopping stopping = new Stopping(
                application::close, application::isStorageWorking, Stopping.WITHOUT_STORAGE, System::nanoTime);
        return new Thread(stopping, "stop");
    }

    private static MemberLimits members(Arguments arguments) {
        int mib = number(arguments, UPLOAD_MIB, MemberLimits.DEFAULT.bytes() >> 20, MOST_MIB);
        return new MemberLimits(mib << 20, number(arguments, UPLOAD_KEYS, MemberLimits.DEFAULT.keys(), MOST_KEYS));
    }

    private static int number(Arguments arguments, String name, int usual, int most) {
        return arguments.one(name).map(text -> number(name, text, 1, most)).orElse(usual);
    }

    private static Application start(Arguments arguments, WebServer.Settings settings, Optional<String> token) {
        StoreOptions store = StoreOptions.of(arguments, System.getenv());
        SinkOptions sinks = SinkOptions.of(arguments, System.getenv());
        InstantSource clock = InstantSource.system();
        try {
            WebServer.requireFree(settings);
            Storage storage = store.open(clock, new RandomText(new SecureRandom(), EPOCH_BYTES));
            return Application.start(
                    new Application.Parts(
                            storage,
                            clock,
                            token,
                            members(arguments),
                            arguments.has(TRUST_PINS),
                            sinks.settings(store)),
                    settings);
        } catch (IOException cannotListen) {
            throw new Refusal(ExitCode.UNAVAILABLE, String.valueOf(cannotListen.getMessage()) + ".");
        }
    }

    private static void announce(String host, Application application, PrintStream out) {
        String base = base(host, application.port());
        out.println("Belay is ready at " + base);
        application
                .setupCode()
                .ifPresent(code ->
                        out.println("There is no administrator yet; open this link within an hour to become one: "
                                + base + "/setup/" + code));
    }

    static String base(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
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
        return number("--port", text, 0, MAX_PORT);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number out of range.
        }
        String what = name.equals("--port") ? "The port '" : "The '";
        throw Arguments.usage(
                what + text + "' after " + name + " must be a number from " + least + " to " + most + ".");
    }
}
