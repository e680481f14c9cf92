package dev.belay.verification.cli;

import dev.belay.cli.Program;
import dev.belay.cli.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who gives commands.
 *
 * @param variables   the environment variables
 * @param interactive whether there is a terminal
 * @param input       what is typed or piped in
 */
record Operator(Map<String, String> variables, boolean interactive, String input) {

    static Operator of(String url, String token) {
        return new Operator(Map.of("BELAY_URL", url, "BELAY_TOKEN", token, "NO_COLOR", "1"), false, "");
    }

    Operator in(String environment) {
        Map<String, String> more = new HashMap<>(variables);
        more.put("BELAY_ENVIRONMENT", environment);
        return new Operator(Map.copyOf(more), interactive, input);
    }

    Operator typing(String text) {
        return new Operator(variables, interactive, text);
    }

    Operator atATerminal() {
        return new Operator(variables, true, input);
    }

    Outcome runs(String... arguments) {
        return runs(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    /** Runs a command that gets its input in its own time. */
    Outcome runs(InputStream in, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                variables,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                in,
                interactive,
                () -> 120,
                InstantSource.system(),
                ZoneOffset.UTC,
                () -> UUID.randomUUID().toString());
        int code = new Program(surroundings, arguments).run();
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What came of a command. */
    record Outcome(int code, String out, String err) {}
}
