package dev.belay.ledger.serial;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.Subscription;
import dev.belay.ledger.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A ledger store whose decisions all run on one thread, and whose commits share writes to a {@link Journal}: all
 * proposals that wait while one write takes place go into the next.
 *
 * <p>The newest states of every ledger stay in memory, so {@link #head} never touches the journal and {@link #at}
 * seldom does.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads. Commits block the caller until durable and must not be made by
 * a decision or a listener; reads of entries, older states and documents block as long as the journal takes.
 */
public final class SerialLedgerStore implements LedgerStore {

    /** How long a proposal that has found room waits for the writer to turn to it, beyond the patience for room. */
    private static final Duration TURN = Duration.ofSeconds(5);

    private final Parts parts;
    private final Thread thread;

    private SerialLedgerStore(Parts parts, Tips tips) {
        this.parts = parts;
        this.thread = new Thread(new Writer(parts, tips), "belay-ledger-writer");
        thread.setDaemon(true);
    }

    /** Opens a store with the default limits; see {@link #open(Journal, InstantSource, Supplier, SerialSettings)}. */
    public static SerialLedgerStore open(Journal journal, InstantSource clock, Supplier<String> epochs) {
        return open(journal, clock, epochs, SerialSettings.DEFAULT);
    }

    /** Opens a store with the default limits that also uses a channel; the store owns that as it owns the journal. */
    public static SerialLedgerStore open(
            Journal journal, InstantSource clock, Supplier<String> epochs, NewsChannel channel) {
        return open(journal, clock, epochs, SerialSettings.DEFAULT, channel);
    }

    /**
     * Recovers what the journal holds and starts the writer. The store owns the journal from here on: it is closed with
     * the store, and also when opening fails.
     *
     * @param epochs makes the random identity of a new ledger's line of history
     * @throws LedgerBrokenException if the journal finds an entry that does not hold
     */
    public static SerialLedgerStore open(
            Journal journal, InstantSource clock, Supplier<String> epochs, SerialSettings settings) {
        return open(journal, clock, epochs, settings, NewsChannel.NONE);
    }

    private static SerialLedgerStore open(
            Journal journal,
            InstantSource clock,
            Supplier<String> epochs,
            SerialSettings settings,
            NewsChannel channel) {
        Map<LedgerId, Recovered> recovered = recover(journal, channel);
        Health health = new Health();
        Admission admission = new Admission(settings.waiting(), settings.patience());
        Parts parts = new Parts(
                journal,
                admission,
                new Upkeep(admission::nudge),
                new Reads(journal, health, recovered, settings),
                new Listeners(),
                health,
                clock,
                epochs,
                settings,
                channel);
        SerialLedgerStore store = new SerialLedgerStore(parts, Tips.durable(recovered));
        store.thread.start();
        return store;
    }

    private static Map<LedgerId, Recovered> recover(Journal journal, NewsChannel channel) {
        try {
            return journal.recover();
        } catch (RuntimeException | Error failure) {
            channel.close();
            journal.close();
            throw failure;
        }
    }

    @Override
    public List<LedgerId> ledgers() {
        return parts.reads.ledgers();
    }

    @Override
    public boolean exists(LedgerId ledger) {
        return parts.reads.exists(ledger);
    }

    @Override
    public LedgerState head(LedgerId ledger) {
        return parts.reads.head(ledger);
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        return parts.reads.at(ledger, revision);
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        return parts.reads.revisionAt(ledger, instant);
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        return parts.reads.entry(ledger, revision);
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return parts.reads.entries(ledger, after, limit);
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        return parts.reads.versions(ledger, subject);
    }

    @Override
    public Optional<Document> document(String hash) {
        return parts.reads.document(hash);
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return parts.reads.documentAlone(hash);
    }

    @Override
    public Commit commit(Proposal proposal) {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException(
                    "A decision or a listener must not commit; hand the work to another thread");
        }
        parts.health.requireIntact();
        // On the proposer's thread, because the writer's is everybody's.
        Map<String, Document> chunks = parts.reads.missing(proposal.chunks()).stream()
                .collect(Collectors.toMap(MemberChunk::hash, ChunkFormat::write, (one, same) -> one));
        Pending pending = new Pending(proposal, chunks);
        parts.admission.admit(pending);
        return pending.await(parts.settings.patience().plus(TURN));
    }

    @Override
    public Subscription subscribe(Consumer<Commit> listener) {
        return parts.listeners.add(listener);
    }

    @Override
    public Verification verify(LedgerId ledger, long from, LongConsumer progress) {
        parts.reads.head(ledger);
        Verification verification = parts.journal.verify(ledger, from, progress);
        verification.broken().ifPresent(parts.health::broken);
        return verification;
    }

    @Override
    public long oldest(LedgerId ledger) {
        return parts.reads.oldest(ledger);
    }

    @Override
    public long compactable(LedgerId ledger) {
        return compaction().limit(ledger);
    }

    @Override
    public Compacted compact(LedgerId ledger, long revision) {
        return compaction().run(ledger, revision);
    }

    private Compaction compaction() {
        return new Compaction(parts);
    }

    @Override
    public StoreHealth health() {
        return parts.health.seen();
    }

    @Override
    public Duration age() {
        return parts.journal.sharing().isEmpty() ? Duration.ZERO : parts.health.age();
    }

    /** Whether commits are refused for good, because this was closed. */
    public boolean isClosed() {
        return parts.admission.isClosed();
    }

    @Override
    public void close() {
        parts.admission.close();
        if (!Thread.currentThread().equals(thread)) {
            awaitWriter();
            parts.channel.close();
            parts.journal.close();
        }
    }

    private void awaitWriter() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the store and its writer share. */
    record Parts(
            Journal journal,
            Admission admission,
            Upkeep upkeep,
            Reads reads,
            Listeners listeners,
            Health health,
            InstantSource clock,
            Supplier<String> epochs,
            SerialSettings settings,
            NewsChannel channel) {}
}
