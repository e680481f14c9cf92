package dev.belay.server;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.Verification;
import dev.belay.ledger.archive.Archive;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.ArchiveManifest;
import dev.belay.server.http.Structure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proves ledgers and archives. */
final class VerifyCommand {

    private final Arguments arguments;
    private final LedgerPlace place;
    private final PrintStream out;
    private final Progress progress;

    VerifyCommand(Arguments arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.place = LedgerPlace.of(arguments);
        this.out = out;
        this.progress = new Progress(err);
    }

    int run() {
        place.archive().ifPresent(VerifyCommand::requireThere);
        Optional<Path> alone = place.archive().filter(Files::isRegularFile);
        List<Verification> ledgers = alone.isPresent() ? List.of() : ledgers();
        List<Checked> archives = new ArrayList<>();
        for (Archive archive : archives(alone)) {
            archives.add(check(archive));
        }
        List<ArchiveFolder.Unreadable> unreadable = alone.isPresent() ? List.of() : unreadable();
        boolean intact = ledgers.stream().allMatch(Verification::intact)
                && archives.stream().allMatch(each -> each.problem().isEmpty())
                && unreadable.isEmpty();
        if (arguments.has(LedgerCommand.JSON)) {
            out.println(CanonicalJson.text(describe(ledgers, archives, unreadable, intact)));
        } else {
            if (alone.isEmpty() && ledgers.isEmpty()) {
                out.println("There are no ledgers in " + place + ".");
            }
            ledgers.forEach(outcome -> out.println(sentence(outcome)));
            archives.forEach(archive -> out.println(sentence(archive)));
            unreadable.forEach(
                    each -> out.println("The archive of " + each.manifest() + " is damaged: " + each.problem()));
        }
        return intact ? ExitCode.OK : ExitCode.DAMAGED;
    }

    private static void requireThere(Path archive) {
        if (!Files.exists(archive)) {
            throw new Refusal(
                    ExitCode.UNAVAILABLE,
                    "There is no archive " + archive + "; name one file of archived entries, or a folder of them.");
        }
    }

    private List<Verification> ledgers() {
        return place.verify(revision -> progress.at("verified up to revision", revision));
    }

    private List<Archive> archives(Optional<Path> alone) {
        try {
            return alone.isPresent()
                    ? List.of(ArchiveFolder.open(alone.get()))
                    : place.hasArchives() ? place.archives().all() : List.of();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private List<ArchiveFolder.Unreadable> unreadable() {
        try {
            return place.hasArchives() ? place.archives().unreadable() : List.of();
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static Refusal unreadable(IOException cause) {
        return new Refusal(ExitCode.DAMAGED, "An archive cannot be read: " + cause.getMessage() + ".");
    }

    private Checked check(Archive archive) {
        progress.at("verifying the archive up to revision", archive.manifest().to());
        try {
            archive.verify();
            return new Checked(archive, Optional.empty());
        } catch (IOException damaged) {
            return new Checked(archive, Optional.of(String.valueOf(damaged.getMessage())));
        }
    }

    private static String sentence(Verification outcome) {
        String since = outcome.from() > 1 ? ", from revision " + outcome.from() + " on" : "";
        return outcome.broken()
                .map(BrokenEntry::sentence)
                .orElseGet(() ->
                        outcome.ledger().text() + ": " + LedgerCommand.entries(outcome.entries()) + since + ", intact");
    }

    private static String sentence(Checked checked) {
        ArchiveManifest manifest = checked.archive().manifest();
        String name = manifest.ledger().text() + ", archive of revisions " + manifest.from() + " to " + manifest.to();
        return checked.problem()
                .map(problem -> name + " is damaged: " + problem)
                .orElse(name + ": " + LedgerCommand.entries(manifest.entries()) + ", intact");
    }

    private static Value describe(
            List<Verification> ledgers,
            List<Checked> archives,
            List<ArchiveFolder.Unreadable> unreadable,
            boolean intact) {
        return new Structure()
                .with("intact", intact)
                .with("ledgers", ledgers.stream().map(VerifyCommand::describe).toList())
                .with("archives", archives.stream().map(VerifyCommand::describe).toList())
                .with(
                        "unreadable",
                        unreadable.stream().map(VerifyCommand::describe).toList())
                .value();
    }

    private static Value describe(Checked checked) {
        ArchiveManifest manifest = checked.archive().manifest();
        Structure structure = new Structure()
                .with("ledger", manifest.ledger().text())
                .with("from", manifest.from())
                .with("to", manifest.to())
                .with("file", checked.archive().file().toString())
                .with("intact", checked.problem().isEmpty());
        checked.problem().ifPresent(problem -> structure.with("problem", problem));
        return structure.value();
    }

    private static Value describe(ArchiveFolder.Unreadable unreadable) {
        return new Structure()
                .with("manifest", unreadable.manifest().toString())
                .with("problem", unreadable.problem())
                .value();
    }

    private static Value describe(Verification outcome) {
        Structure structure = new Structure()
                .with("ledger", outcome.ledger().text())
                .with("from", outcome.from())
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

    private record Checked(Archive archive, Optional<String> problem) {}
}
