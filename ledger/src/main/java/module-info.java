/** Entries, change sets, replay, diff and rollback over an append-only ledger. */
module dev.belay.ledger {
    requires transitive dev.belay.core;
    requires dev.belay.json;
    requires static org.jspecify;
}
