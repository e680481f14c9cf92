package dev.belay.embedded;

import dev.belay.client.source.CellSource;
import dev.belay.client.source.Health;
import dev.belay.client.source.Known;
import dev.belay.client.source.Memory;
import dev.belay.client.source.Signal;
import dev.belay.client.source.Threads;
import dev.belay.client.source.Time;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.Subscription;
import dev.belay.ledger.UnknownLedgerException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * A flag set in a store. What the store tells only wakes this source's own thread, so that its writer is held up by
 * nobody; the thread then reads the newest state, however many commits have led to it. It looks once a second anyway.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class StoreSource extends CellSource {

    private static final Logger LOG = System.getLogger("dev.belay.client");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(5);

    private final OpenedStore opened;
    private final LedgerId flagSet;
    private final Time time;
    private final Signal signal;
    private final Memory memory;
    private final News news = new News();
    private final Thread thread = Threads.daemon("belay-store", this::run);

    private volatile boolean settled;
    private volatile boolean closed;

    /** A source that has not been started. */
    StoreSource(OpenedStore opened, LedgerId flagSet, Time time, Signal signal, Memory memory) {
        super("store " + flagSet, signal);
        cell.belongsTo(flagSet.text());
        this.opened = opened;
        this.flagSet = flagSet;
        this.time = time;
        this.signal = signal;
        this.memory = memory;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean settled() {
        return settled;
    }

    /** Waits a while, so that whoever opens the store again finds it closed. */
    @Override
    public void close() {
        closed = true;
        news.tell();
        try {
            thread.join(UNTIL_CLOSED.toMillis());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        memory.flush();
    }

    private void run() {
        try {
            remember();
            while (!closed) {
                attempt();
                news.await(BETWEEN_LOOKS);
            }
        } finally {
            opened.close();
        }
    }

    private void remember() {
        memory.load(flagSet.text()).ifPresent(earlier -> {
            cell.publish(earlier.state(), Health.Phase.STALE, earlier.confirmedAt(), earlier.from());
            earlier.state().snapshot().prepare();
        });
    }

    /** Follows the store until this is closed, or answers when that is not possible now. */
    private void attempt() {
        try {
            follow(opened.open());
        } catch (RuntimeException | Error failure) {
            // Not even an exhausted heap may end the following of changes for good.
            LOG.log(Level.DEBUG, "store.failed", failure);
            report(cell.state() == null ? Health.Phase.NOT_READY : Health.Phase.STALE, text(failure));
            settle();
        }
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    /** The subscription comes first, so that no commit goes unnoticed between the first look and the news. */
    @SuppressWarnings("try")
    private void follow(LedgerStore store) {
        try (Subscription told = store.subscribe(commit -> news.tell())) {
            while (!closed) {
                look(store);
                news.await(BETWEEN_LOOKS);
            }
        }
    }

    private void look(LedgerStore store) {
        StoreHealth health = store.health();
        try {
            LedgerState head = store.head(flagSet);
            if (head != cell.state()) {
                take(head, health, confirmedAt(store));
            } else if (health.healthy()) {
                cell.confirm(confirmedAt(store));
            } else {
                report(phase(health), health.sentence());
            }
        } catch (UnknownLedgerException notYet) {
            report(cell.state() == null ? Health.Phase.NOT_READY : Health.Phase.STALE, text(notYet));
        }
        settle();
    }

    private Instant confirmedAt(LedgerStore store) {
        return time.now().minus(store.age());
    }

    private void take(LedgerState head, StoreHealth health, Instant confirmedAt) {
        settled = true;
        // Before anybody can see the state: who closes as soon as it is there finds it on disk the next time.
        memory.save(new Known(flagSet.text(), head, head.position()));
        boolean healthy = health.healthy();
        cell.publish(head, phase(health), healthy ? confirmedAt : null, healthy ? "Up to date" : health.sentence());
        head.snapshot().prepare();
    }

    /** Damage is nothing that time heals. */
    private static Health.Phase phase(StoreHealth health) {
        if (health.healthy()) {
            return Health.Phase.READY;
        }
        return health instanceof StoreHealth.Broken ? Health.Phase.ERROR : Health.Phase.STALE;
    }

    private void report(Health.Phase phase, String message) {
        Health now = cell.health();
        if (now.phase() != phase || !now.message().equals(message)) {
            cell.report(phase, message);
        }
    }

    private void settle() {
        if (!settled) {
            settled = true;
            signal.raise();
        }
    }
}
