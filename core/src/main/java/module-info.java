/** Flags, bucketing and evaluation as pure functions. */
module dev.belay.core {
    requires static org.jspecify;
}
