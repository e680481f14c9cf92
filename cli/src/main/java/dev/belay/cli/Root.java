package dev.belay.cli;

import dev.belay.cli.session.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself: only leads to the commands. */
@Command(
        name = "belay",
        versionProvider = Version.class,
        description = "Feature flags you can take back.",
        footer = {
            "Here, on this machine:",
            "  serve     Run the server.",
            "  ledger    Verify, export, back up, restore or archive a ledger.",
            "  demo      See it at work in a small shop.",
            "  test      Build and check everything.",
            "  bench     Measure it, also beside other products.",
            "  verify    Try to break it: killed processes, published cases, fuzzing.",
            "",
            "Exit codes: 0 done, 1 refused, 2 not found, 3 conflict, 4 not confirmed by all,",
            "64 not understood, 69 no answer, 70 defect, 77 not permitted. More: docs/guide/cli.md"
        })
final class Root extends CommandGroup {

    @Option(names = "--version", versionHelp = true, order = 111, description = "Print the version.")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 110,
            description = "Print this.")
    boolean help;
}
