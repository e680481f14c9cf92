package dev.belay.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks text between words. */
final class Wrapping {

    private Wrapping() {}

    /** The text in pieces of at most so many columns, except where a single word is longer; at least one piece. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ", -1)) {
            int width = Printable.columns(word);
            if (!line.isEmpty() && used + 1 + width > columns) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            used += width + (line.isEmpty() ? 0 : 1);
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
