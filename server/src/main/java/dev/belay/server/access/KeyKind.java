package dev.belay.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an application's key of a flag set is good for. */
public enum KeyKind {
    /** Back ends: receives rules, evaluates by itself, asks for answers of every flag. */
    SERVER,
    /** Browsers and phones: answers of exposed flags, never rules. */
    CLIENT,
    /** Read replicas: receives everything that they pass on. */
    REPLICA;

    /** The words of all kinds, for messages. */
    public static final String ALLOWED = "server, client, replica";

    /** The kind's word in documents and at the start of its keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How the keys of this kind begin, so that people and programs can tell them apart. */
    public String prefix() {
        return prefix(word());
    }

    /** How a credential begins that is called so. */
    static String prefix(String word) {
        return "belay_" + word + "_";
    }

    /** The kind that a key says it is of. */
    public static Optional<KeyKind> of(String key) {
        return Arrays.stream(values())
                .filter(kind -> key.startsWith(kind.prefix()))
                .findFirst();
    }

    /** The kind with this word. */
    public static Optional<KeyKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
