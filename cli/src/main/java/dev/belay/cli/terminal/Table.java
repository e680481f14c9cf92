package dev.belay.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings. Nothing is ever cut off: the last column wraps where the terminal ends, the others are as wide
 * as their widest field.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 20;

    private final List<Cell> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** A table without rows. */
    public Table(String... headings) {
        this.headings = Arrays.stream(headings)
                .map(heading -> new Cell(heading, Style.BOLD))
                .toList();
    }

    /** Adds a row with as many fields as there are headings. */
    public Table row(Cell... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " fields under " + headings.size() + " headings");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines to print on a terminal of so many columns. */
    List<String> lines(int columns, boolean colours) {
        int[] widths = widths();
        int last = widths.length - 1;
        int before = Arrays.stream(widths, 0, last).sum() + GAP.length() * last;
        int room = Math.max(columns - before, NARROWEST);
        List<String> lines = new ArrayList<>();
        addRow(lines, headings, widths, room, colours);
        rows.forEach(row -> addRow(lines, row, widths, room, colours));
        return lines;
    }

    private int[] widths() {
        int[] widths = headings.stream().mapToInt(Cell::columns).toArray();
        for (List<Cell> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).columns());
            }
        }
        return widths;
    }

    private static void addRow(List<String> lines, List<Cell> row, int[] widths, int room, boolean colours) {
        int last = row.size() - 1;
        StringBuilder start = new StringBuilder();
        int indent = 0;
        for (int column = 0; column < last; column++) {
            Cell cell = row.get(column);
            start.append(styled(cell.text(), cell.style(), colours));
            start.repeat(' ', widths[column] - cell.columns()).append(GAP);
            indent += widths[column] + GAP.length();
        }
        for (String part : Wrapping.wrap(row.get(last).text(), room)) {
            lines.add((start + styled(part, row.get(last).style(), colours)).stripTrailing());
            start.setLength(0);
            start.repeat(' ', indent);
        }
    }

    private static String styled(String text, Style style, boolean colours) {
        return colours ? style.applyTo(text) : text;
    }
}
