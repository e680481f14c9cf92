package dev.belay.cli.session;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that every command takes.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class GlobalOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 100,
            description = "The server; else BELAY_URL, else http://127.0.0.1:8080.")
    @Nullable
    String url;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "KEY",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "The project; else BELAY_PROJECT, else default.")
    @Nullable
    String project;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "KEY",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "The environment; else BELAY_ENVIRONMENT, else development.")
    @Nullable
    String environment;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 103,
            description = "Holds the access token; else BELAY_TOKEN, else BELAY_ADMIN_TOKEN.")
    @Nullable
    String tokenFile;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            scope = ScopeType.INHERIT,
            order = 104,
            description = "The access token itself. Others on this machine can see it: prefer the above.")
    @Nullable
    String token;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            order = 105,
            description = "How long one answer may take; 30 unless told.")
    int timeoutSeconds = 30;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 106,
            description = "Print the API's JSON, and problems as JSON to standard error.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 107,
            description = "Print only what was asked for, and errors.")
    boolean quiet;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            order = 108,
            description = "No colours; NO_COLOR does the same.")
    boolean noColor;
}
