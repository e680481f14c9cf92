package dev.belay.core.condition;

import dev.belay.core.Value;
import java.util.Arrays;
import java.util.Optional;

/** The ways to compare an attribute with an operand. */
public enum Operator {
    /** The attribute is the operand: the same text, number or boolean. */
    EQUALS("equals", Operand.SCALAR),
    /** The attribute is one of the operand's items. */
    IN("in", Operand.SCALARS),
    /** The text contains the operand, or any of its items. */
    CONTAINS("contains", Operand.TEXTS),
    /** The text starts with the operand, or any of its items. */
    STARTS_WITH("startsWith", Operand.TEXTS),
    /** The text ends with the operand, or any of its items. */
    ENDS_WITH("endsWith", Operand.TEXTS),
    /** The text contains a match of the pattern, or of any of the patterns. */
    MATCHES("matches", Operand.PATTERNS),
    /** The number is less than the operand. */
    LESS_THAN("lessThan", Operand.NUMBER),
    /** The number is the operand or less. */
    AT_MOST("atMost", Operand.NUMBER),
    /** The number is greater than the operand. */
    GREATER_THAN("greaterThan", Operand.NUMBER),
    /** The number is the operand or greater. */
    AT_LEAST("atLeast", Operand.NUMBER),
    /** The number lies between the operand's two numbers, both included. */
    BETWEEN("between", Operand.RANGE),
    /** The number leaves the operand's remainder when divided by its divisor. */
    MODULO("modulo", Operand.MODULUS),
    /** The instant is earlier than the operand. */
    BEFORE("before", Operand.INSTANT),
    /** The instant is later than the operand. */
    AFTER("after", Operand.INSTANT),
    /** The version lies in the range, or in any of the ranges. */
    SEMVER("semver", Operand.RANGES),
    /** The IP address belongs to the network, or to any of the networks. */
    CIDR("cidr", Operand.NETWORKS),
    /** The list has at least one of the operand's items. */
    CONTAINS_ANY("containsAny", Operand.SCALARS),
    /** The list has every one of the operand's items. */
    CONTAINS_ALL("containsAll", Operand.SCALARS),
    /** The list has none of the operand's items. */
    CONTAINS_NONE("containsNone", Operand.SCALARS),
    /** The text's salted SHA-256 is one of the operand's, which do not tell what the texts are. */
    SHA256_IN("sha256In", Operand.HASHES),
    /** The attribute is there and not null. */
    EXISTS("exists", Operand.TRUE),
    /** The attribute is not there, or null. */
    ABSENT("absent", Operand.TRUE),
    /** The attribute is of the named type. */
    TYPE("type", Operand.TYPE);

    private final String word;
    private final Operand form;

    Operator(String word, Operand form) {
        this.word = word;
        this.form = form;
    }

    /** The operator's word in documents. */
    public String word() {
        return word;
    }

    /** What the operator accepts as operand, in words for an error message. */
    public String allowed() {
        return form.allowed();
    }

    /** Whether texts are compared letter by letter, so that their case can matter. */
    public boolean comparesTexts() {
        return switch (this) {
            case EQUALS, IN, CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES -> true;
            case CONTAINS_ANY, CONTAINS_ALL, CONTAINS_NONE, SHA256_IN -> true;
            default -> false;
        };
    }

    /** Whether the operand, and what it is compared with, must not be told to whoever asks for an explanation. */
    public boolean isSecret() {
        return this == SHA256_IN;
    }

    /**
     * What is wrong with the form of an operand for this operator, or nothing if it is legal. What a text within it says,
     * such as a pattern, is looked at when a condition is made.
     */
    public Optional<String> problemOf(Value operand) {
        return form.accepts(operand) ? Optional.empty() : Optional.of("the operand must be " + form.allowed());
    }

    /** The operator with this word in documents, if there is one. */
    public static Optional<Operator> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
