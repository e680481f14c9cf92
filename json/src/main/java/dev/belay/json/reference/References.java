package dev.belay.json.reference;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.state.Sha256;
import dev.belay.json.state.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Reads and writes what formats point with. What cannot be read is noted and answered with something harmless. */
public final class References {

    /** The greatest integer that JSON carries exactly. */
    public static final long MAX_INTEGER = 1L << 53;

    private static final Subject UNREADABLE_SUBJECT = Subject.flag("unreadable");
    private static final Position UNREADABLE_POSITION = new Position("unreadable", 0);

    private References() {}

    /** A position in the form {@code epoch:revision}. */
    public static Position position(Part part) {
        String text = part.text();
        try {
            return part.isText() ? Position.parse(text) : UNREADABLE_POSITION;
        } catch (IllegalArgumentException notAPosition) {
            part.refuse(String.valueOf(notAPosition.getMessage()), "epoch:revision");
            return UNREADABLE_POSITION;
        }
    }

    /** An instant in RFC 3339. */
    public static Instant instant(Part part) {
        String text = part.text();
        try {
            return part.isText() ? InstantFormat.parse(text) : Instant.EPOCH;
        } catch (IllegalArgumentException notAnInstant) {
            part.refuse(
                    String.valueOf(notAnInstant.getMessage()), "an instant like 2026-01-02T03:04:05.678Z (RFC 3339)");
            return Instant.EPOCH;
        }
    }

    /** A SHA-256 in hexadecimal. */
    public static String hash(Part part) {
        String text = part.text();
        if (part.isText() && !Sha256.isHex(text)) {
            part.refuse("This must be a SHA-256 in 64 lower-case hexadecimal digits", "64 hexadecimal digits");
        }
        return text;
    }

    /** An object of kind and key. */
    public static Subject subject(Part part) {
        return subject(part.members(Set.of("kind", "key")));
    }

    /** The members kind and key, among others. */
    public static Subject subject(Members members) {
        Part kind = members.require("kind");
        Part key = members.require("key");
        String kindText = kind.text();
        String keyText = key.text();
        try {
            return kind.isText() && key.isText() ? new Subject(kindText, keyText) : UNREADABLE_SUBJECT;
        } catch (IllegalArgumentException wrong) {
            members.parent().refuse(String.valueOf(wrong.getMessage()));
            return UNREADABLE_SUBJECT;
        }
    }

    /** A version, from 1. */
    public static long version(Part part) {
        return part.integer(1, MAX_INTEGER);
    }

    /** The object of kind and key. */
    public static Value subject(Subject subject) {
        return Value.of(Map.of("kind", Value.of(subject.kind()), "key", Value.of(subject.key())));
    }
}
