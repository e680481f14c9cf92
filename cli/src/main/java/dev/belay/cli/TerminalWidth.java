package dev.belay.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out how wide the terminal is.
 *
 * @param variables the environment variables
 */
record TerminalWidth(Map<String, String> variables) {
    private static final int USUAL = 80;
    private static final int NARROWEST = 40;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,5})");

    int columns() {
        String given = variables.getOrDefault("COLUMNS", "");
        int columns = given.matches("\\d{1,5}") ? Integer.parseInt(given) : ask();
        return columns == 0 ? USUAL : Math.max(columns, NARROWEST);
    }

    /** Java does not know the width, and the terminal's own command does. */
    private static int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            Matcher matcher = SIZE.matcher(size);
            return stty.waitFor(1, TimeUnit.SECONDS) && matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException noSuchCommand) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
