package dev.belay.store.redis;

import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.OutrunException;
import dev.belay.ledger.serial.Recovered;
import dev.belay.ledger.serial.Sharing;
import dev.belay.ledger.serial.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one journal gets on with the others. Redis keeps nobody away from appending, so that a turn is only a look at what
 * there is, and a batch that does not follow it is refused; the others let whoever that happens to go first.
 *
 * <p><b>Thread-safety:</b> as {@link Sharing} demands; {@link #missing} may be asked by any thread.
 */
final class RedisSharing implements Sharing, AutoCloseable {

    private final RedisAppender appender;
    private final Map<LedgerId, HeadRow> known;
    private final RedisChannel channel;
    private final RedisTurns turns;
    private @Nullable RedisListener listener;

    /** The mark of the newest batch that this journal knows of. */
    private String seen = "";

    /** Who the journal is; empty before the first recovery. */
    private String identity = "";

    /** What the turn has begun with; null when there is none. */
    private RedisAppender.@Nullable Look turn;

    private boolean restored;

    RedisSharing(RedisAppender appender, Map<LedgerId, HeadRow> known, RedisChannel channel, RedisTurns turns) {
        this.appender = appender;
        this.known = known;
        this.channel = channel;
        this.turns = turns;
    }

    Map<LedgerId, Recovered> recover(HeadProof proof) {
        // First, because a replica that is only looked at names its primary.
        appender.look();
        identity = appender.begin(identity.isEmpty()).orElseThrow(RedisSharing::gone);
        look();
        RedisAppender.Heads heads = appender.heads();
        if (heads.rows().isEmpty() && !known.isEmpty()) {
            throw gone();
        }
        Map<LedgerId, Recovered> recovered = new LinkedHashMap<>();
        heads.rows().forEach((ledger, row) -> recovered.put(ledger, proof.of(ledger, row)));
        learn(heads);
        return recovered;
    }

    @Override
    public Turn takeTurn() {
        turn = lookInTurn();
        return this::endTurn;
    }

    private RedisAppender.Look lookInTurn() {
        turns.begin();
        RedisAppender.Look look = look();
        if (turns.isOthers(look.claim())) {
            turns.awaitOthers();
            return look();
        }
        return look;
    }

    private void endTurn() {
        turn = null;
        turns.end();
    }

    @Override
    public Optional<Map<LedgerId, Standing>> news() {
        RedisAppender.Look look = turn;
        String mark = (look == null ? look() : look).mark();
        return mark.equals(seen) ? Optional.empty() : Optional.of(standings());
    }

    @Override
    public boolean restored() {
        return restored;
    }

    void write(Batch batch) {
        BatchSteps steps = appender.steps(batch);
        try {
            seen = appender.append(steps, seen, Objects.requireNonNull(turn, "A batch needs a turn"));
        } catch (OutrunException others) {
            turns.lost();
            throw others;
        }
        turns.won();
        known.putAll(steps.moved());
        restored = false;
    }

    @Override
    public void watch(Runnable mayHaveAppended) {
        listener = channel.listen(appender.node(), mayHaveAppended);
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close();
        }
    }

    /** Why an entry that is known is not there: it is damage only where the ledger claims to have it. */
    RuntimeException missing(LedgerId ledger, long revision) {
        Optional<HeadRow> now = appender.head(ledger);
        return now.isPresent() && now.get().revision() >= revision
                ? new LedgerBrokenException(new BrokenEntry(ledger, revision, "it is missing"))
                : new StoreUnavailableException("The Redis server has lost entry " + revision + " of ledger " + ledger
                        + "; its ledgers are read again");
    }

    private RedisAppender.Look look() {
        RedisAppender.Look look = appender.look();
        if (look.mark().isEmpty()) {
            throw gone();
        }
        restored = look.isRestored();
        return look;
    }

    private Map<LedgerId, Standing> standings() {
        RedisAppender.Heads heads = appender.heads();
        Map<LedgerId, Standing> standings = new LinkedHashMap<>();
        heads.rows().forEach((ledger, row) -> standings.put(ledger, row.standing()));
        learn(heads);
        return standings;
    }

    /** Takes note of what there is, and of nothing else: a server that took over may lack ledgers. */
    private void learn(RedisAppender.Heads heads) {
        known.putAll(heads.rows());
        known.keySet().retainAll(heads.rows().keySet());
        seen = heads.mark();
    }

    private static StoreUnavailableException gone() {
        return new StoreUnavailableException("The Redis server has lost all ledgers, as after FLUSHALL or a start"
                + " without its files; restore them from a backup, or create them anew");
    }
}
