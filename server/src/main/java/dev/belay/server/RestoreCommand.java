package dev.belay.server;

import dev.belay.ledger.Verification;
import dev.belay.ledger.archive.DamagedArchiveException;
import dev.belay.store.sql.LedgerRestore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes ledgers of a backup or an export. */
final class RestoreCommand {

    private static final int EPOCH_BYTES = 8;

    private final Arguments arguments;
    private final PrintStream out;
    private final Progress progress;

    RestoreCommand(Arguments arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.out = out;
        this.progress = new Progress(err);
    }

    int run(Path source) {
        Path target = LedgerCommand.data(arguments);
        Optional<Supplier<String>> epochs = arguments.has("--keep-epoch")
                ? Optional.empty()
                : Optional.of(new RandomText(new SecureRandom(), EPOCH_BYTES));
        LedgerRestore restore = new LedgerRestore(target, arguments.has("--replace"), epochs, InstantSource.system());
        try {
            List<Verification> restored =
                    restore.from(source, entries -> progress.at("restored and verified", entries));
            restored.forEach(each -> out.println(
                    each.ledger().text() + ": " + LedgerCommand.entries(each.entries()) + ", restored and intact"));
            return ExitCode.OK;
        } catch (DamagedArchiveException damaged) {
            throw new Refusal(
                    ExitCode.DAMAGED, source + " cannot be restored, and nothing was changed: " + damaged.getMessage());
        } catch (IOException failure) {
            throw new Refusal(
                    ExitCode.UNAVAILABLE, "Nothing was restored, because of a file: " + failure.getMessage() + ".");
        }
    }
}
