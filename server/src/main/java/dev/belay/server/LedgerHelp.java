package dev.belay.server;

import java.util.Map;

/** What {@code belay ledger --help} says, and each of its commands. */
final class LedgerHelp {

    private static final String ALL = """
            Usage: belay ledger COMMAND [options]

            Checks, saves, archives and restores stored ledgers, without asking a server.

              verify    prove that every entry, document and hash is as it was once recorded
              export    write stored history as JSON lines
              backup    copy the ledgers while a server uses them
              restore   make the ledgers of a backup or an export
              archive   move old history to archives

            'belay ledger COMMAND --help' tells more.

            Exit codes: 0 everything is intact, 64 wrong options, 65 something is damaged, 69 the files cannot be used.
            """;

    private static final String PLACE = """
              --data DIR      the folder of a server (./belay-data), or the file of a backup
              --store URL     the PostgreSQL database of servers, jdbc:postgresql://host:port/database; user and
                              password as for 'belay serve'
            """.stripTrailing();

    private static final String VERIFY = """
            Usage: belay ledger verify [--data DIR | --store URL] [--archive DIR|FILE] [--json]

            Proves that every entry, document and hash of every ledger and archive is as it was once recorded, also
            while servers run.

            %s
              --archive DIR   the folder of archives (the folder 'archive' in that of --data); with a FILE of an
                              archive, that alone is proven
              --json          answers with one JSON object
              --help          this text

            Example: belay ledger verify --data /backups/belay-2026-11-26.db
            Exit codes: 0 intact, 64 wrong options, 65 damaged, 69 the files cannot be used.
            """.formatted(PLACE);

    private static final String EXPORT = """
            Usage: belay ledger export [--data DIR | --store URL] [--archive DIR] [--output FILE]

            Writes everything up to the first broken entry as JSON lines, which any version can read, from archives too.

            %s
              --archive DIR   the folder of archives (the folder 'archive' in that of --data)
              --output FILE   where to write (standard output)
              --help          this text

            Example: belay ledger export | gzip > belay.jsonl.gz
            Exit codes: 0 everything is written, 64 wrong options, 65 something is damaged, 69 a file cannot be used.
            """.formatted(PLACE);

    private static final String BACKUP = """
            Usage: belay ledger backup FILE [--data DIR]

            Writes a copy of the ledgers, complete as of now, while a server may be writing to them. Keys and tokens
            are in operations.db, and archives in their folder: copy those, too. A PostgreSQL database is backed up by
            its own tools.

              --data DIR      the folder of a server (./belay-data)
              --help          this text

            Example: belay ledger backup /backups/belay-2026-11-26.db --data ./belay-data
            Exit codes: 0 copied, 64 wrong options, 65 the ledgers are damaged, 69 FILE is there or cannot be written.
            """;

    private static final String RESTORE = """
            Usage: belay ledger restore FILE [--data DIR] [--replace] [--keep-epoch]

            Makes the ledgers of a backup or an export, which may be compressed by gzip, and verifies them before they
            take their place; the server must be stopped. Each ledger then begins a new epoch, because later changes are
            missing: SDKs and replicas fetch a snapshot by themselves. A PostgreSQL database is restored by its own
            tools.

              --data DIR      the folder of a server (./belay-data)
              --replace       puts ledgers that are there aside, as belay.db.before-restore-INSTANT
              --keep-epoch    begins no new epochs; only for a copy that nothing was written after
              --help          this text

            Example: belay ledger restore /backups/belay-2026-11-26.db --data ./belay-data --replace
            Exit codes: 0 restored, 64 wrong options, 65 FILE is damaged or no copy, 69 a file is missing or in the way.
            """;

    private static final String ARCHIVE = """
            Usage: belay ledger archive (--keep N | --before INSTANT) [--ledger NAME] [--data DIR | --store URL]
                                        [--archive DIR] [--despite-sinks] [--dry-run] [--json]

            Moves old entries to archives, where they can still be read. The last 1000 entries stay, and so does what
            requests of the last 24 hours may need when they are repeated, and what sinks have not announced. The server
            must be stopped, unless the ledgers are in a database.

              --keep N        leaves the last N entries of each ledger, at least 1000
              --before TIME   leaves what was in place at this instant, such as 2026-01-31T00:00:00Z
              --ledger NAME   one ledger, such as shop/production; without it, every flag set
              --despite-sinks takes what sinks have not announced, too; they read it from the archives
            %s
              --archive DIR   the folder of archives (the folder 'archive' in that of --data)
              --dry-run       says what would be archived, and changes nothing
              --json          answers with one JSON object
              --help          this text

            Example: belay ledger archive --keep 10000 --dry-run
            Exit codes: 0 archived, 64 wrong options, 65 something is damaged, 69 the files cannot be used.
            """.formatted(PLACE);

    private static final Map<String, String> PAGES =
            Map.of("verify", VERIFY, "export", EXPORT, "backup", BACKUP, "restore", RESTORE, "archive", ARCHIVE);

    private LedgerHelp() {}

    /** The page of a command, or of all if there is none of this name. */
    static String on(String action) {
        return PAGES.getOrDefault(action, ALL);
    }
}
