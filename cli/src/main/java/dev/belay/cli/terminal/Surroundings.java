package dev.belay.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What the program is started in. Only the program's entry makes one from the real system.
 *
 * @param variables   the environment variables
 * @param out         takes results
 * @param err         takes everything else
 * @param in          gives documents and answers to questions
 * @param interactive whether a person sits at both ends
 * @param columns     how wide the terminal is
 * @param clock       tells now
 * @param zone        where the person is
 * @param names       makes a text that nobody has used before
 */
public record Surroundings(
        Map<String, String> variables,
        PrintStream out,
        PrintStream err,
        InputStream in,
        boolean interactive,
        IntSupplier columns,
        InstantSource clock,
        ZoneId zone,
        Supplier<String> names) {

    /** Copies the variables. */
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** The variable's value; an empty one counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.of(variables.getOrDefault(name, "")).filter(value -> !value.isEmpty());
    }
}
