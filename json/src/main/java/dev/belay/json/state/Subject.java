package dev.belay.json.state;

/**
 * What a change is about.
 *
 * @param kind such as {@link #FLAG}; lower-case letters and hyphens
 * @param key  which of its kind; not empty, without the character U+0000
 */
public record Subject(String kind, String key) implements Comparable<Subject> {

    /** A flag of a flag set. */
    public static final String FLAG = "flag";

    /** A segment of a flag set. */
    public static final String SEGMENT = "segment";

    /** What a catalogue knows of a flag regardless of environment. */
    public static final String DEFINITION = "definition";

    /** An environment of a project. */
    public static final String ENVIRONMENT = "environment";

    /** How much of its history an environment keeps. */
    public static final String RETENTION = "retention";

    /** A project. */
    public static final String PROJECT = "project";

    /** Checks both parts. */
    public Subject {
        if (kind.isEmpty() || !kind.chars().allMatch(each -> each == '-' || (each >= 'a' && each <= 'z'))) {
            throw new IllegalArgumentException(
                    "The kind '" + kind + "' of a subject must be lower-case letters and hyphens");
        }
        // One text for all of them, however they came.
        kind = kind.equals(FLAG) ? FLAG : kind;
        if (key.isEmpty() || key.indexOf(0) >= 0) {
            throw new IllegalArgumentException("The key of a " + kind + " must not be empty or contain U+0000");
        }
    }

    /** The flag with this key. */
    public static Subject flag(String key) {
        return new Subject(FLAG, key);
    }

    /** The segment with this key. */
    public static Subject segment(String key) {
        return new Subject(SEGMENT, key);
    }

    /** By kind, then by key. */
    @Override
    public int compareTo(Subject other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : key.compareTo(other.key);
    }

    /** The form {@code kind/key}, for messages. */
    @Override
    public String toString() {
        return kind + "/" + key;
    }
}
