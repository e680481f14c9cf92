package dev.belay.core;

/** What went wrong in an evaluation, in OpenFeature's words. */
public enum ErrorCode {
    /** No snapshot has arrived yet. */
    PROVIDER_NOT_READY,
    /** The source has failed for good. */
    PROVIDER_FATAL,
    /** There is no such flag. */
    FLAG_NOT_FOUND,
    /** The flag's document could not be understood. */
    PARSE_ERROR,
    /** The served value is not of the type that the caller asked for. */
    TYPE_MISMATCH,
    /** A split that must not be missed found no key to bucket by. */
    TARGETING_KEY_MISSING,
    /** The evaluation context is not valid. */
    INVALID_CONTEXT,
    /** Anything else. */
    GENERAL
}
