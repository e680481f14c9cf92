package dev.belay.core.lint;

import java.util.List;
import java.util.function.Function;

/**
 * Why something cannot be.
 *
 * @param literals the conditions that leave nothing possible; none if {@code because} says it all
 * @param because  what else there is to say; may be empty
 */
record Conflict(List<Literal> literals, String because) {

    private static final int MOST_NAMED = 4;

    static Conflict because(String reason) {
        return new Conflict(List.of(), reason);
    }

    /** The reason, as a sentence without its full stop. */
    String reason() {
        List<String> words = words(Words::literal);
        if (words.isEmpty()) {
            return because;
        }
        return words.size() == 1
                ? "nothing satisfies " + words.get(0) + tail()
                : String.join(" and ", words) + " exclude each other" + tail();
    }

    /** Why the opposite of what cannot be is always so, as a sentence without its full stop. */
    String reasonForOpposite() {
        List<String> words = words(Words::opposite);
        return words.isEmpty()
                ? "its opposite never holds: " + because
                : String.join(" or ", words) + " holds in every case" + tail();
    }

    private List<String> words(Function<Literal, String> wording) {
        List<String> words = literals.stream().map(wording).distinct().toList();
        return words.subList(Math.max(0, words.size() - MOST_NAMED), words.size());
    }

    private String tail() {
        return because.isEmpty() ? "" : ": " + because;
    }
}
