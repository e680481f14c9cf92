/** Flags, bucketing and evaluation as pure functions. */
module dev.belay.core {
    requires static transitive org.jspecify;

    exports dev.belay.core;
    exports dev.belay.core.bucketing;
    exports dev.belay.core.condition;
    exports dev.belay.core.evaluation;
    exports dev.belay.core.flag;
    exports dev.belay.core.lint;
    exports dev.belay.core.preview;
    exports dev.belay.core.snapshot;
}
