package dev.belay.server;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks, saves, archives and restores stored ledgers. */
final class LedgerCommand {

    private static final String HELP = """
            Usage: belay ledger verify  [--data DIR | --store URL] [--archive DIR|FILE] [--json]
                   belay ledger export  [--data DIR | --store URL] [--archive DIR] [--output FILE]
                   belay ledger backup  FILE [--data DIR]
                   belay ledger restore FILE [--data DIR] [--replace] [--keep-epoch]
                   belay ledger archive (--keep N | --before INSTANT) [--ledger NAME] [--data DIR | --store URL]
                                        [--archive DIR] [--despite-sinks] [--dry-run] [--json]

            verify   proves that every entry, document and hash of every ledger and archive is as it was once recorded;
                     with a FILE of an archive, of that alone.
            export   writes everything up to the first broken entry as JSON lines, to standard output or a file, from
                     archives too.
            backup   writes a copy of the ledgers, complete as of now, while a server may be writing to them.
            restore  makes the ledgers of a backup or an export, which may be compressed, and verifies them before they
                     take their place. Each ledger then begins a new epoch, because later changes are missing.
            archive  moves old entries of ledgers to archives, where they can still be read; the server must be stopped,
                     unless they are in a database. What sinks have not announced stays.

              --data DIR      the folder of a server (./belay-data); verify and export also take a backup's file
              --store URL     the PostgreSQL database of servers, jdbc:postgresql://host:port/database; user and password
                              as for 'belay serve'. Back up and restore it with PostgreSQL's own tools
              --archive DIR   the folder of archives (the folder 'archive' in that of --data)
              --output FILE   where export writes to
              --keep N        archive leaves the last N entries of each ledger, at least 1000
              --before TIME   archive leaves what was in place at this instant, such as 2026-01-31T00:00:00Z
              --ledger NAME   archive one ledger, such as shop/production; without it, every flag set
              --despite-sinks archive takes what sinks have not announced, too; they read it from the archives
              --dry-run       says what would be archived, and changes nothing
              --replace       restore puts ledgers that are there aside, as belay.db.before-restore-INSTANT
              --keep-epoch    restore changes nothing at all; only for a copy that nothing was written after
              --json          answers with one JSON object
              --help          this text

            Exit codes: 0 everything is intact, 64 wrong options, 65 something is damaged, 69 the files cannot be used.
            """;

    private static final Set<String> FILE = Set.of(StoreOptions.DATA, StoreOptions.STORE);
    static final String JSON = "--json";

    private LedgerCommand() {}

    static int run(List<String> given, PrintStream out, PrintStream err) {
        String action = given.isEmpty() ? "" : given.getFirst();
        List<String> rest = given.isEmpty() ? given : given.subList(1, given.size());
        if (action.isEmpty() || action.equals("--help") || rest.contains("--help")) {
            out.print(HELP);
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
