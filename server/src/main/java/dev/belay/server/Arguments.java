package dev.belay.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a command, each {@code --name value}, {@code --name=value} or a bare {@code --switch}.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Arguments {

    private final Map<String, List<String>> values;

    private Arguments(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @param withValue the options that take a value
     * @param switches  the options that take none
     * @throws Refusal if there is anything else
     */
    static Arguments read(List<String> given, Set<String> withValue, Set<String> switches) {
        Map<String, List<String>> values = new HashMap<>();
        for (int index = 0; index < given.size(); index++) {
            String argument = given.get(index);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            @Nullable String inline = equals < 0 ? null : argument.substring(equals + 1);
            if (withValue.contains(name)) {
                String value = inline != null ? inline : following(given, ++index, name);
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            } else if (switches.contains(argument)) {
                values.put(argument, List.of());
            } else {
                throw usage("There is no option '" + argument + "' here; --help lists those that exist.");
            }
        }
        return new Arguments(values);
    }

    /** Whether a switch was given. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The values of an option that may be repeated. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * The value of an option.
     *
     * @throws Refusal if it was given more than once
     */
    Optional<String> one(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw usage("The option " + name + " was given " + given.size() + " times; give it once.");
        }
        return given.stream().findFirst();
    }

    static Refusal usage(String sentence) {
        return new Refusal(ExitCode.USAGE, sentence);
    }

    private static String following(List<String> given, int index, String name) {
        if (index >= given.size() || given.get(index).startsWith("--")) {
            throw usage("The option " + name + " needs a value after it.");
        }
        return given.get(index);
    }
}
