package dev.belay.core.lint;

/** What a remark is about; the words never change. */
public enum RemarkCode {
    /** No context gets to the rule and is decided by it. */
    UNREACHABLE_RULE("unreachable-rule"),
    /** The rules before it decide for everyone. */
    UNREACHABLE_OTHERWISE("unreachable-otherwise"),
    /** No context satisfies the condition. */
    CONDITION_NEVER_HOLDS("condition-never-holds"),
    /** Every context satisfies the condition. */
    CONDITION_ALWAYS_HOLDS("condition-always-holds"),
    /** Whatever satisfies one part of an {@code any} satisfies another. */
    SHADOWED_CONDITION("shadowed-condition"),
    /** An attribute is asked as one type here and as another elsewhere. */
    ATTRIBUTE_OF_TWO_TYPES("attribute-of-two-types"),
    /** A slice takes no buckets. */
    ZERO_WEIGHT("zero-weight"),
    /** One variant takes every bucket. */
    SPLIT_OF_ONE("split-of-one"),
    /** No bucket gets a variant. */
    SPLIT_DECIDES_NOTHING("split-decides-nothing"),
    /** A key is listed twice, and the other place wins. */
    SHADOWED_KEY("shadowed-key"),
    /** Nobody belongs to the segment. */
    SEGMENT_WITHOUT_MEMBERS("segment-without-members"),
    /** The other flag can never do what is wanted. */
    PREREQUISITE_NEVER_MET("prerequisite-never-met"),
    /** The other flag cannot do what is wanted as long as it is enabled or disabled. */
    PREREQUISITE_NOT_MET_NOW("prerequisite-not-met-now"),
    /** Every evaluation that succeeds answers the same value. */
    SAME_ANSWER_FOR_EVERYONE("same-answer-for-everyone"),
    /** No evaluation serves the variant. */
    VARIANT_NEVER_SERVED("variant-never-served"),
    /** Two variants have the same value. */
    DUPLICATE_VALUE("duplicate-value"),
    /** The caller's default value applies, because there is no off variant. */
    NO_OFF_VARIANT("no-off-variant"),
    /** Not everything was looked at. */
    LIMIT_REACHED("limit-reached");

    private final String word;

    RemarkCode(String word) {
        this.word = word;
    }

    /** The code as it is written on the wire and in the guide. */
    public String word() {
        return word;
    }
}
