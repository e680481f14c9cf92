package dev.belay.core.evaluation;

/** What can refer to flags and segments. */
abstract sealed class Node permits CompiledFlag, CompiledSegment {

    /** What it refers to, and what else it asks for. */
    abstract References references();
}
