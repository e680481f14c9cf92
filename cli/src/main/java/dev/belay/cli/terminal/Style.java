package dev.belay.cli.terminal;

/** A way to set text apart on a terminal that shows colours. */
public enum Style {
    /** As it is. */
    PLAIN(""),
    /** For headings. */
    BOLD("1"),
    /** For what matters least. */
    DIM("2"),
    /** For what went well or is on. */
    GREEN("32"),
    /** For what deserves a second look. */
    YELLOW("33"),
    /** For what went wrong or goes away. */
    RED("31");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String applyTo(String text) {
        return code.isEmpty() || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
