package dev.belay.ledger;

/**
 * What a compaction has removed.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param oldest    the oldest revision that can be reached from now on
 * @param entries   how many entries are gone
 * @param documents how many documents and chunks of members are gone
 */
public record Compacted(LedgerId ledger, long oldest, long entries, long documents) {}
