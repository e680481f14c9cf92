package dev.belay.server;

import dev.belay.store.sql.LedgerExport;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Writes stored history as JSON lines. */
final class ExportCommand {

    private final Arguments arguments;
    private final LedgerPlace place;
    private final PrintStream out;
    private final PrintStream err;

    ExportCommand(Arguments arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.place = LedgerPlace.of(arguments);
        this.out = out;
        this.err = err;
    }

    int run() {
        try (OutputStream target = target()) {
            List<LedgerExport.Exported> exported = place.export(target);
            target.flush();
            exported.forEach(ledger -> err.println(sentence(ledger)));
            if (exported.stream()
                    .allMatch(ledger -> ledger.entries() == 0 && ledger.broken().isPresent())) {
                err.println("Nothing of " + place + " could be saved; restore a copy of it.");
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

    private static String sentence(LedgerExport.Exported exported) {
        String written = exported.ledger().text() + ": " + LedgerCommand.entries(exported.entries()) + " exported";
        return exported.broken()
                .map(broken -> written + "; " + broken.sentence())
                .orElse(written);
    }
}
