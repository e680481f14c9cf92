package dev.belay.server;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.archive.DamagedArchiveException;
import dev.belay.store.sql.LedgerRestore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
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
        requireFile(source);
        LedgerRestore restore = new LedgerRestore(target, arguments.has("--replace"), epochs, InstantSource.system());
        try {
            tell(restore.from(source, entries -> progress.at("restored and verified", entries)), epochs.isPresent());
            return ExitCode.OK;
        } catch (DamagedArchiveException | LedgerBrokenException damaged) {
            throw new Refusal(
                    ExitCode.DAMAGED,
                    source + " cannot be restored, and nothing was changed: " + damaged.getMessage() + ".");
        } catch (IOException failure) {
            throw new Refusal(
                    ExitCode.UNAVAILABLE, "Nothing was restored, because of a file: " + failure.getMessage() + ".");
        }
    }

    private static void requireFile(Path source) {
        if (!Files.isRegularFile(source)) {
            throw new Refusal(
                    ExitCode.UNAVAILABLE,
                    (Files.isDirectory(source) ? source + " is a folder" : "There is no file " + source)
                            + "; name a backup that 'ledger backup' has made, or an export, compressed by gzip or not.");
        }
    }

    private void tell(LedgerRestore.Restored restored, boolean newEpochs) {
        restored.ledgers()
                .forEach(each -> out.println(
                        each.ledger().text() + ": " + LedgerCommand.entries(each.entries()) + ", restored and intact"));
        restored.aside().ifPresent(aside -> out.println("The ledgers that were there are kept as " + aside));
        out.println(
                newEpochs
                        ? "Each ledger has begun a new epoch: SDKs and replicas that followed fetch a snapshot by themselves."
                        : "The ledgers have kept their epochs, as if nothing had been written after the copy.");
    }
}
