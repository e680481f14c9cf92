package dev.belay.core.lint;

/** What can be found where no text and nothing in order is. */
enum Mark {
    /** No value. */
    ABSENT,
    /** A value that the reading cannot read. */
    UNREAD,
    /** {@code true}. */
    TRUE,
    /** {@code false}. */
    FALSE,
    /** Any list. */
    LIST,
    /** Any structure. */
    STRUCTURE,
    /** A flag that is disabled. */
    DISABLED,
    /** No variant, no bucket. */
    NONE,
    /** Belonging to a segment. */
    IN,
    /** Not belonging to it. */
    OUT
}
