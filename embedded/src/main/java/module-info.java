/** The SDK on a ledger store that the application opens itself. */
module dev.belay.embedded {
    requires transitive dev.belay.client;
    requires transitive dev.belay.ledger;
    requires static org.jspecify;

    exports dev.belay.embedded;
}
