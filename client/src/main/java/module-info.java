/** The SDK that applications embed. */
module dev.belay.client {
    requires transitive dev.belay.core;
    requires dev.belay.json;
    requires java.net.http;
    requires static org.jspecify;
    requires static org.snakeyaml.engine;

    exports dev.belay.client;
}
