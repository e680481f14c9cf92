/** The SDK that applications embed. */
// The module that sources of its own are for is built after this one.
@SuppressWarnings("module")
module dev.belay.client {
    requires transitive dev.belay.core;
    requires dev.belay.json;
    requires java.net.http;
    requires static org.jspecify;
    requires static org.snakeyaml.engine;

    exports dev.belay.client;
    exports dev.belay.client.source to
            dev.belay.embedded;
}
