package dev.belay.core.bucketing;

import java.util.Arrays;
import java.util.Optional;

/** What a split does when the context has no usable key to bucket by. */
public enum MissingKey {
    /** The split decides nothing; evaluation goes on with the next rule. */
    FALL_THROUGH("fallThrough"),
    /** The first slice is served. */
    FIRST_SLICE("firstSlice"),
    /** The evaluation fails with {@code TARGETING_KEY_MISSING}. */
    ERROR("error");

    private final String word;

    MissingKey(String word) {
        this.word = word;
    }

    /** The choice's word in documents. */
    public String word() {
        return word;
    }

    /** The choice with this word in documents, if there is one. */
    public static Optional<MissingKey> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
