package dev.belay.verification.crash;

import dev.belay.json.entry.Actor;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.ChangeGenerator;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A process that commits changes from several threads until it is killed, and prints each entry once the store has
 * acknowledged it.
 */
final class WritingProcess {

    private static final List<LedgerId> LEDGERS = List.of(
            LedgerId.flagSet("shop", "production"), LedgerId.flagSet("shop", "staging"), LedgerId.catalogue("shop"));
    private static final int THREADS = 8;
    private static final Authorship AUTHORSHIP =
            Authorship.of(new Actor("token", "crash-campaign", "Crash campaign"), "to be killed");

    private final LedgerStore store;
    private final PrintStream out;

    private WritingProcess(LedgerStore store, PrintStream out) {
        this.store = store;
        this.out = out;
    }

    /** Takes the file and a seed. */
    public static void main(String[] arguments) {
        LedgerStore store = SqliteStore.open(
                Path.of(arguments[0]),
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
        new WritingProcess(store, System.out).run(Long.parseLong(arguments[1]));
    }

    private void run(long seed) {
        store.commit(Proposal.of(heads -> LEDGERS.stream()
                .filter(ledger -> !heads.exists(ledger))
                .map(Draft::creating)
                .toList()));
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int thread = 0; thread < THREADS; thread++) {
            SplittableRandom random = seeds.split();
            Thread.ofPlatform().start(() -> write(random));
        }
    }

    private void write(SplittableRandom random) {
        ChangeGenerator changes = new ChangeGenerator(random);
        while (true) {
            LedgerId ledger = LEDGERS.get(random.nextInt(LEDGERS.size()));
            Draft draft = Draft.of(ledger, AUTHORSHIP, "change", changes.changeSet());
            Optional<LedgerEntry> entry = store.commit(Proposal.of(heads -> List.of(draft)))
                    .in(ledger)
                    .flatMap(Committed::entry);
            entry.ifPresent(
                    appended -> out.println(Acknowledged.of(ledger, appended).line()));
        }
    }
}
