package dev.belay.server;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks, saves, archives and restores stored ledgers. */
final class LedgerCommand {

    private static final Set<String> FILE = Set.of(StoreOptions.DATA, StoreOptions.STORE);
    static final String JSON = "--json";

    private LedgerCommand() {}

    static int run(List<String> given, PrintStream out, PrintStream err) {
        String action = given.isEmpty() ? "" : given.getFirst();
        List<String> rest = given.isEmpty() ? given : given.subList(1, given.size());
        if (action.isEmpty() || action.equals("--help") || rest.contains("--help")) {
            out.print(LedgerHelp.on(action));
            return ExitCode.OK;
        }
        return switch (action) {
            case "verify" -> new VerifyCommand(Arguments.read(rest, StoreOptions.NAMES, Set.of(JSON)), out, err).run();
            case "export" -> new ExportCommand(Arguments.read(rest, with("--output"), Set.of()), out, err).run();
            case "backup" -> {
                Path target = file(rest, action);
                Arguments arguments = Arguments.read(rest.subList(1, rest.size()), FILE, Set.of());
                yield new BackupCommand(out, err).run(data(arguments), target);
            }
            case "restore" -> {
                Path source = file(rest, action);
                Set<String> switches = Set.of("--replace", "--keep-epoch");
                Arguments arguments = Arguments.read(rest.subList(1, rest.size()), FILE, switches);
                yield new RestoreCommand(arguments, out, err).run(source);
            }
            case "archive" -> {
                Arguments arguments = Arguments.read(
                        rest,
                        with("--keep", "--before", "--ledger"),
                        Set.of(ArchiveCommand.DESPITE_SINKS, "--dry-run", JSON));
                yield new ArchiveCommand(arguments, out, err).run();
            }
            default ->
                throw Arguments.usage("There is no command 'ledger " + action
                        + "'; it is 'ledger verify', 'export', 'backup', 'restore' or 'archive'.");
        };
    }

    /** The file that a backup is made of, or becomes; refuses a database. */
    static Path data(Arguments arguments) {
        if (arguments.one(StoreOptions.STORE).isPresent()) {
            throw Arguments.usage(
                    "A PostgreSQL database is backed up and restored by its own tools, such as pg_basebackup"
                            + " and pg_restore, while no server runs; servers notice that, and begin new epochs.");
        }
        return LedgerPlace.file(DataOption.folder(arguments));
    }

    private static Set<String> with(String... particular) {
        Set<String> names = new HashSet<>(StoreOptions.NAMES);
        names.addAll(List.of(particular));
        return names;
    }

    static String entries(long count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    private static Path file(List<String> rest, String action) {
        if (rest.isEmpty() || rest.getFirst().startsWith("--")) {
            throw Arguments.usage("'ledger " + action + "' needs a file right after it.");
        }
        return DataOption.path(rest.getFirst());
    }
}
