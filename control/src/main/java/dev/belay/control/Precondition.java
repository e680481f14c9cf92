package dev.belay.control;

/**
 * What must be true of a subject for an operation on it to take effect.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Precondition {

    /** Nothing is asked; replacing the document of a subject that exists is then refused. */
    Precondition NONE = new None();

    /** The subject must not exist; an archived one counts as not existing. */
    Precondition ABSENT = new Absent();

    /** The subject must still have the version that the change was based on. */
    static Precondition version(long version) {
        return new Version(version);
    }

    /** The subject must still have the version, of this epoch, that an entity tag names. */
    static Precondition tag(String epoch, long version) {
        return new Tag(epoch, version);
    }

    /** The subject must exist, at whatever version. */
    Precondition PRESENT = new Present();

    /** The subject must be what a tag names that Belay never gave; so this is never fulfilled. */
    static Precondition foreignTag(String tag) {
        return new ForeignTag(tag);
    }

    /** Asks nothing. */
    record None() implements Precondition {}

    /** Asks for absence. */
    record Absent() implements Precondition {}

    /** Asks for existence. */
    record Present() implements Precondition {}

    /** Asks for what cannot be. */
    record ForeignTag(String tag) implements Precondition {}

    /** Asks for a version. */
    record Version(long version) implements Precondition {}

    /** Asks for a version and an epoch. */
    record Tag(String epoch, long version) implements Precondition {}
}
