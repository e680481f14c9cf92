package dev.belay.server;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.Verification;
import dev.belay.server.http.Structure;
import dev.belay.store.sql.LedgerExport;
import dev.belay.store.sql.LedgerVerification;
import dev.belay.store.sql.SqliteStore;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks stored ledgers, and saves what is intact of them; a server may be using them meanwhile. */
final class LedgerCommand {

    private static final String HELP = """
            Usage: belay ledger verify [--data DIR] [--json]
                   belay ledger export [--data DIR] [--output FILE]

            verify proves that every entry, document and hash of every ledger is as it was once recorded.
            export writes everything up to the first broken entry as JSON lines, to standard output or a file.

              --data DIR      the folder of a server (./belay-data)
              --json          verify answers with one JSON object
              --output FILE   where export writes to
              --help          this text

            Exit codes: 0 everything is intact, 64 wrong options, 65 something is damaged, 69 the files cannot be read.
            """;

    private final Arguments arguments;
    private final Path file;
    private final PrintStream out;
    private final PrintStream err;

    private LedgerCommand(Arguments arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.file = DataOption.folder(arguments).resolve(SqliteStore.FILE);
        this.out = out;
        this.err = err;
    }

    static int run(List<String> given, PrintStream out, PrintStream err) {
        String action = given.isEmpty() ? "" : given.getFirst();
        List<String> rest = given.isEmpty() ? given : given.subList(1, given.size());
        return switch (action) {
            case "verify" -> verify(Arguments.read(rest, Set.of("--data"), Set.of("--json", "--help")), out, err);
            case "export" -> export(Arguments.read(rest, Set.of("--data", "--output"), Set.of("--help")), out, err);
            case "", "--help" -> help(out);
            default ->
                throw Arguments.usage(
                        "There is no command 'ledger " + action + "'; it is 'ledger verify' or 'ledger export'.");
        };
    }

    private static int verify(Arguments arguments, PrintStream out, PrintStream err) {
        return arguments.has("--help") ? help(out) : new LedgerCommand(arguments, out, err).verify();
    }

    private static int export(Arguments arguments, PrintStream out, PrintStream err) {
        return arguments.has("--help") ? help(out) : new LedgerCommand(arguments, out, err).export();
    }

    private static int help(PrintStream out) {
        out.print(HELP);
        return ExitCode.OK;
    }

    private int verify() {
        List<Verification> outcomes = LedgerVerification.of(file, checked -> {});
        boolean intact = outcomes.stream().allMatch(Verification::intact);
        if (arguments.has("--json")) {
            out.println(CanonicalJson.text(describe(outcomes, intact)));
        } else {
            outcomes.forEach(outcome -> out.println(sentence(outcome)));
        }
        return intact ? ExitCode.OK : ExitCode.DAMAGED;
    }

    private int export() {
        try (OutputStream target = target()) {
            List<LedgerExport.Exported> exported = LedgerExport.write(file, target);
            target.flush();
            exported.forEach(ledger -> err.println(sentence(ledger)));
            if (exported.stream()
                    .allMatch(ledger -> ledger.entries() == 0 && ledger.broken().isPresent())) {
                err.println("Nothing of the file " + file + " could be saved; restore a copy of it.");
            }
            boolean intact =
                    exported.stream().allMatch(ledger -> ledger.broken().isEmpty());
            return intact ? ExitCode.OK : ExitCode.DAMAGED;
        } catch (IOException failure) {
            throw new Refusal(ExitCode.UNAVAILABLE, "The export cannot be written: " + failure.getMessage() + ".");
        }
    }

    private OutputStream target() throws IOException {
        Optional<String> path = arguments.one("--output");
        return path.isPresent()
                ? new BufferedOutputStream(new FileOutputStream(path.get()))
                : new BufferedOutputStream(out);
    }

    private static String sentence(Verification outcome) {
        return outcome.broken()
                .map(BrokenEntry::sentence)
                .orElseGet(() -> outcome.ledger().text() + ": " + entries(outcome.entries()) + ", intact");
    }

    private static String sentence(LedgerExport.Exported exported) {
        String written = exported.ledger().text() + ": " + entries(exported.entries()) + " exported";
        return exported.broken()
                .map(broken -> written + "; " + broken.sentence())
                .orElse(written);
    }

    private static String entries(long count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    private static Value describe(List<Verification> outcomes, boolean intact) {
        return new Structure()
                .with("intact", intact)
                .with("ledgers", outcomes.stream().map(LedgerCommand::describe).toList())
                .value();
    }

    private static Value describe(Verification outcome) {
        Structure structure = new Structure()
                .with("ledger", outcome.ledger().text())
                .with("entries", outcome.entries())
                .with("intact", outcome.intact());
        outcome.broken()
                .ifPresent(broken -> structure.with(
                        "broken",
                        new Structure()
                                .with("revision", broken.revision())
                                .with("detail", broken.detail())
                                .value()));
        return structure.value();
    }
}
