package dev.belay.core.condition;

import java.util.Arrays;
import java.util.Optional;

/** What an attribute is read as before it is compared. */
public enum Conversion {
    /** Texts that write a number become numbers. */
    NUMBER("number"),
    /** Numbers and booleans become texts. */
    TEXT("text"),
    /** Texts become versions, also without the minor or patch number, or after a {@code v}. */
    VERSION("version"),
    /** Texts and numbers become instants, also texts that write a number of milliseconds. */
    TIME("time");

    private final String word;

    Conversion(String word) {
        this.word = word;
    }

    /** The conversion's word in documents. */
    public String word() {
        return word;
    }

    /** The conversion with this word in documents, if there is one. */
    public static Optional<Conversion> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
