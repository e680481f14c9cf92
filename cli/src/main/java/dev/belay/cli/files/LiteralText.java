package dev.belay.cli.files;

import java.util.Iterator;

/** Texts of several lines as YAML shows them: as they are. Only those that cannot be misread are written so. */
final class LiteralText {

    private LiteralText() {}

    /** Whether a text has several lines, and every reader gives exactly these back. */
    static boolean suits(String text) {
        boolean severalLines = text.strip().indexOf('\n') > 0;
        boolean beginsWell = !text.isEmpty() && text.charAt(0) != '\n' && text.charAt(0) != ' ';
        return severalLines
                && beginsWell
                && !text.endsWith("\n\n")
                && text.lines().noneMatch(line -> line.isBlank() && !line.isEmpty())
                && text.codePoints().allMatch(point -> point == '\n' || YamlText.isVisible(point));
    }

    static void write(String text, int indent, StringBuilder out) {
        out.append(text.endsWith("\n") ? "|\n" : "|-\n");
        Iterator<String> lines = text.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
            }
            out.append('\n');
        }
    }
}
