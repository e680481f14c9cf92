package dev.belay.core.lint;

import java.util.List;

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
        List<String> words = literals.stream().map(Words::literal).distinct().toList();
        if (words.isEmpty()) {
            return because;
        }
        String tail = because.isEmpty() ? "" : ": " + because;
        if (words.size() == 1) {
            return "nothing satisfies " + words.get(0) + tail;
        }
        int named = Math.min(words.size(), MOST_NAMED);
        return String.join(" and ", words.subList(words.size() - named, words.size())) + " exclude each other" + tail;
    }
}
