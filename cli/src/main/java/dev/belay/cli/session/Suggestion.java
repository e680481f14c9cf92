package dev.belay.cli.session;

import dev.belay.cli.terminal.ShellWord;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A command of this program that a person may copy into a shell.
 *
 * @param text the whole command
 */
public record Suggestion(String text) {

    Suggestion(String... words) {
        this("belay " + Arrays.stream(words).map(ShellWord::of).collect(Collectors.joining(" ")));
    }

    /** The command with one more option. */
    public Suggestion with(String option, String value) {
        return new Suggestion(text + " " + option + " " + ShellWord.of(value));
    }

    /** The command itself. */
    @Override
    public String toString() {
        return text;
    }
}
