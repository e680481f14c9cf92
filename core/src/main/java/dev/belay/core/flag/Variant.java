package dev.belay.core.flag;

import dev.belay.core.Value;

/** A named value of a flag. */
public record Variant(String name, Value value) {}
