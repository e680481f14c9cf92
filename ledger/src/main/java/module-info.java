/** Entries, change sets, replay and diff over an append-only ledger. */
module dev.belay.ledger {
    requires transitive dev.belay.core;
    requires transitive dev.belay.json;
    requires static transitive org.jspecify;

    exports dev.belay.ledger;
    exports dev.belay.ledger.archive;
    exports dev.belay.ledger.diff;
    exports dev.belay.ledger.memory;
    exports dev.belay.ledger.replay;
    exports dev.belay.ledger.serial;
    exports dev.belay.ledger.verify;
}
