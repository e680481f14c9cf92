package dev.belay.cli.terminal;

/**
 * One field of a table.
 *
 * @param text  what it says, made safe to print
 * @param style how it is set apart
 */
public record Cell(String text, Style style) {

    /** Replaces what would control the terminal. */
    public Cell {
        text = Printable.of(text);
    }

    /** A field that is not set apart. */
    public static Cell of(String text) {
        return new Cell(text, Style.PLAIN);
    }

    /** A field that shows a number. */
    public static Cell of(long number) {
        return of(Long.toString(number));
    }

    int columns() {
        return Printable.columns(text);
    }
}
