package dev.belay.cli;

import dev.belay.cli.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Somebody who gives commands, in the same place at the same moment every time. */
final class Person {
    static final Instant NOW = Instant.parse("2026-11-21T03:15:00Z");

    private final Map<String, String> variables = new HashMap<>();
    private final boolean interactive;
    private final String input;
    private final int columns;

    private Person(Map<String, String> variables, boolean interactive, String input, int columns) {
        this.variables.putAll(variables);
        this.interactive = interactive;
        this.input = input;
        this.columns = columns;
    }

    /** A script: no terminal. */
    static Person script(String url) {
        return new Person(Map.of("BELAY_URL", url), false, "", 80);
    }

    Person atATerminal() {
        return new Person(variables, true, input, columns);
    }

    Person ofColumns(int width) {
        return new Person(variables, interactive, input, width);
    }

    Person typing(String text) {
        return new Person(variables, interactive, text, columns);
    }

    Person with(String variable, String value) {
        Person person = new Person(variables, interactive, input, columns);
        person.variables.put(variable, value);
        return person;
    }

    Outcome runs(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                variables,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                interactive,
                () -> columns,
                InstantSource.fixed(NOW),
                ZoneOffset.ofHours(1),
                () -> "a-new-name");
        int code = new Program(surroundings, arguments).run();
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What came of a command. */
    record Outcome(int code, String out, String err) {}
}
