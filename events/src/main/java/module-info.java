/** Change events for other systems: their format, their signatures, and what receivers need. */
module dev.belay.events {
    requires transitive dev.belay.core;
    requires transitive dev.belay.json;
    requires static org.jspecify;

    exports dev.belay.events;
}
