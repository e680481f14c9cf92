package dev.belay.ledger.serial;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.UnknownLedgerException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each ledger stands, in layers: what is durable at the bottom, then what a round wants to add to it, then what
 * one proposal wants to add to that. Giving up a layer costs nothing.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class Tips {

    private final @Nullable Tips below;
    private final Map<LedgerId, Recovered> own;

    private Tips(@Nullable Tips below, Map<LedgerId, Recovered> own) {
        this.below = below;
        this.own = own;
    }

    static Tips durable(Map<LedgerId, Recovered> recovered) {
        return new Tips(null, new HashMap<>(recovered));
    }

    Tips above() {
        return new Tips(this, new HashMap<>());
    }

    Recovered get(LedgerId ledger) {
        Recovered tip = find(ledger);
        if (tip == null) {
            throw new UnknownLedgerException(ledger);
        }
        return tip;
    }

    boolean contains(LedgerId ledger) {
        return find(ledger) != null;
    }

    void put(LedgerId ledger, Recovered tip) {
        own.put(ledger, tip);
    }

    void remove(LedgerId ledger) {
        own.remove(ledger);
    }

    /** Makes this layer part of the one below. */
    void settle() {
        if (below != null) {
            below.own.putAll(own);
        }
    }

    private @Nullable Recovered find(LedgerId ledger) {
        Recovered tip = own.get(ledger);
        return tip != null || below == null ? tip : below.find(ledger);
    }
}
