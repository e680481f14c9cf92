package dev.belay.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a command writes: results to standard output, everything else to standard error.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Terminal {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Surroundings surroundings;
    private final boolean colours;
    private final boolean quiet;
    private final BufferedReader answers;
    private boolean waiting;

    /**
     * Writes to the streams of the surroundings.
     *
     * @param colours whether colours are wanted; they appear only where a person looks
     * @param quiet   whether only results and errors are wanted
     */
    public Terminal(Surroundings surroundings, boolean colours, boolean quiet) {
        this.surroundings = surroundings;
        this.colours = colours && surroundings.interactive();
        this.quiet = quiet;
        this.answers = new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
    }

    /** Whether a person can see and answer. */
    public boolean interactive() {
        return surroundings.interactive();
    }

    /** Prints a result exactly as it is. */
    public void raw(String text) {
        surroundings.out().print(text);
        surroundings.out().flush();
    }

    /** Prints one line of a result. */
    public void result(String line) {
        raw(Printable.of(line) + "\n");
    }

    /** Prints one line of a result, set apart. */
    public void result(String line, Style style) {
        raw(styled(Printable.of(line), style) + "\n");
    }

    /** Prints a table as the result. */
    public void result(Table table) {
        List<String> lines = table.lines(surroundings.interactive() ? width() : Integer.MAX_VALUE, colours);
        raw(String.join("\n", lines) + "\n");
    }

    /** Says that a write took effect, unless silence is wanted. */
    public void confirm(String line) {
        if (!quiet) {
            result(line);
        }
    }

    /** Says something beside the result, unless silence is wanted. */
    public void note(String line) {
        if (!quiet) {
            surroundings.err().println(styled(Printable.of(line), Style.DIM));
        }
    }

    /** Says something beside the result that deserves a second look, unless silence is wanted. */
    public void warn(String line) {
        if (!quiet) {
            surroundings.err().println(styled(Printable.of(line), Style.YELLOW));
        }
    }

    /** Says what went wrong, whatever is wanted. */
    public void error(String line) {
        surroundings.err().println(styled(Printable.of(line), Style.RED));
    }

    /** Adds to what went wrong. */
    public void errorDetail(String line) {
        surroundings.err().println(Printable.of(line));
    }

    /** Shows what the program waits for: to a person in place of what it showed before, to a file once. */
    public void progress(String line) {
        if (quiet) {
            return;
        }
        if (surroundings.interactive()) {
            surroundings.err().print(CLEAR_LINE + Printable.of(line));
            surroundings.err().flush();
        } else if (!waiting) {
            surroundings.err().println(Printable.of(line));
        }
        waiting = true;
    }

    /** Takes the progress away. */
    public void endProgress() {
        if (waiting && surroundings.interactive()) {
            surroundings.err().print(CLEAR_LINE);
            surroundings.err().flush();
        }
        waiting = false;
    }

    /** Asks a question that only a plain yes answers with true. */
    public boolean confirms(String question) {
        surroundings.err().print(styled(Printable.of(question), Style.BOLD) + " [y/N] ");
        surroundings.err().flush();
        try {
            String answer = answers.readLine();
            return answer != null
                    && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private int width() {
        return surroundings.columns().getAsInt();
    }

    private String styled(String text, Style style) {
        return colours ? style.applyTo(text) : text;
    }
}
