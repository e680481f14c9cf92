package dev.belay.server;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Archive;
import dev.belay.ledger.archive.Retention;
import dev.belay.server.http.Structure;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves old entries of a stopped server's ledgers to archives. */
final class ArchiveCommand {

    /** Archives what sinks have not announced, too. */
    static final String DESPITE_SINKS = "--despite-sinks";

    private final Arguments arguments;
    private final PrintStream out;
    private final Progress progress;
    private final LedgerPlace place;

    ArchiveCommand(Arguments arguments, PrintStream out, PrintStream err) {
        this.arguments = arguments;
        this.out = out;
        this.progress = new Progress(err);
        this.place = LedgerPlace.of(arguments);
    }

    int run() {
        ArchiveLimit limit = ArchiveLimit.of(arguments);
        if (!place.hasArchives()) {
            throw Arguments.usage(
                    "Name the folder for archives of " + place + " after --archive; its servers share it.");
        }
        try (LedgerStore store = place.open();
                SinkNeeds needs = SinkNeeds.at(place)) {
            List<Value> done = new ArrayList<>();
            for (LedgerId ledger : ledgers(store)) {
                done.add(archive(store, ledger, limit, needs));
            }
            if (arguments.has(LedgerCommand.JSON)) {
                out.println(
                        CanonicalJson.text(new Structure().with("ledgers", done).value()));
            }
            return ExitCode.OK;
        } catch (IOException failure) {
            throw new Refusal(
                    ExitCode.UNAVAILABLE,
                    "An archive cannot be written, and nothing more was removed: " + failure.getMessage() + ".");
        }
    }

    private Value archive(LedgerStore store, LedgerId ledger, ArchiveLimit limit, SinkNeeds needs) throws IOException {
        Retention retention = new Retention(store, place.archives());
        Retention.Plan most = retention.keeping(ledger, Retention.LEAST_KEPT);
        Retention.Plan plan = most.upTo(limit.plan(retention, ledger).to());
        Optional<KeptEntries> kept = KeptEntries.of(plan, limit, store);
        SinkNeeds.Free free = arguments.has(DESPITE_SINKS) ? SinkNeeds.Free.all(plan) : needs.free(plan);
        Structure done = arguments.has("--dry-run") ? tell(free.plan(), store) : carryOut(retention, free.plan());
        sayWhatStays(free);
        kept.ifPresent(entries -> say(ledger.text() + ": " + entries.sentence()));
        return done.with("held", free.held())
                .withText("heldFor", free.needed())
                .withText("kept", kept.map(KeptEntries::sentence))
                .withText("keptUntil", kept.flatMap(KeptEntries::until))
                .value();
    }

    private List<LedgerId> ledgers(LedgerStore store) {
        Optional<String> named = arguments.one("--ledger");
        if (named.isEmpty()) {
            return store.ledgers().stream().filter(LedgerId::isFlagSet).toList();
        }
        return store.ledgers().stream()
                .filter(each -> each.text().equals(named.get()))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> Arguments.usage("There is no ledger '" + named.get() + "'; there are "
                        + String.join(
                                ", ",
                                store.ledgers().stream().map(LedgerId::text).toList()) + "."));
    }

    private void sayWhatStays(SinkNeeds.Free free) {
        free.needed()
                .ifPresent(sink -> say(free.plan().ledger().text() + ": " + LedgerCommand.entries(free.held())
                        + " more would go, but " + sink + " has not announced them yet; let it, or delete it, or say "
                        + DESPITE_SINKS + ", and it goes on from the archives as long as they are there"));
    }

    private Structure tell(Retention.Plan plan, LedgerStore store) {
        long bytes = new SizeEstimate(store).bytes(plan);
        say(plan.ledger().text() + ": " + LedgerCommand.entries(plan.entries()) + " would be archived"
                + (plan.entries() == 0
                        ? ""
                        : ", up to revision " + plan.to() + ", about " + bytes / 1_024 + " KiB now"));
        return describe(plan).with("bytes", bytes);
    }

    private Structure carryOut(Retention retention, Retention.Plan plan) throws IOException {
        Compacted compacted = retention.carryOut(plan, (step, revision) -> progress.at(step + " revision", revision));
        long bytes = place.archives().of(plan.ledger()).stream()
                .map(Archive::manifest)
                .filter(each -> each.from() >= plan.from() && each.to() <= plan.to())
                .mapToLong(each -> each.bytes())
                .sum();
        say(plan.ledger().text() + ": " + LedgerCommand.entries(plan.entries()) + " archived"
                + (plan.entries() == 0 ? "" : ", up to revision " + plan.to() + ", in " + bytes / 1_024 + " KiB"));
        return describe(plan)
                .with("bytes", bytes)
                .with("removedEntries", compacted.entries())
                .with("removedDocuments", compacted.documents());
    }

    private static Structure describe(Retention.Plan plan) {
        return new Structure()
                .with("ledger", plan.ledger().text())
                .with("entries", plan.entries())
                .with("oldest", plan.to())
                .with("newest", plan.newest());
    }

    private void say(String sentence) {
        if (!arguments.has(LedgerCommand.JSON)) {
            out.println(sentence);
        }
    }
}
