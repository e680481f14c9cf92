/** Every wire and storage format of Belay, with canonical bytes and hashes. */
module dev.belay.json {
    requires transitive dev.belay.core;
    requires com.fasterxml.jackson.core;
    requires static org.jspecify;

    exports dev.belay.json;
    exports dev.belay.json.context;
    exports dev.belay.json.entry;
    exports dev.belay.json.evaluation;
    exports dev.belay.json.flag;
    exports dev.belay.json.member;
    exports dev.belay.json.receipt;
    exports dev.belay.json.state;
    exports dev.belay.json.sync;
}
