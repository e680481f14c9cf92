package dev.belay.core;

/** Why an evaluation answered as it did, in OpenFeature's words plus {@link #PREREQUISITE_FAILED}. */
public enum Reason {
    /** Nothing that the answer depends on asks for context, time or chance. */
    STATIC,
    /** No target or rule decided; the flag's {@code otherwise}, or the caller's default value, applies. */
    DEFAULT,
    /** An individual target or a rule named the variant. */
    TARGETING_MATCH,
    /** A split chose the variant. */
    SPLIT,
    /** The flag is disabled. */
    DISABLED,
    /** A prerequisite did not serve a wanted variant. */
    PREREQUISITE_FAILED,
    /** The answer comes from data that may be out of date. */
    STALE,
    /** The answer was kept from an earlier evaluation. */
    CACHED,
    /** Something went wrong; the error code says what. */
    ERROR,
    /** None of the others. */
    UNKNOWN
}
