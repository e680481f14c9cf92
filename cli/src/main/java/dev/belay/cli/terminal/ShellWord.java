package dev.belay.cli.terminal;

import java.util.regex.Pattern;

/** Words of commands that a person may copy into a shell. */
public final class ShellWord {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:@,+=-]+");

    private ShellWord() {}

    /** The word, quoted where a shell would read more than the word itself. */
    public static String of(String word) {
        return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
