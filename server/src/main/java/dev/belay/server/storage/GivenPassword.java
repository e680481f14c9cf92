package dev.belay.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A password that comes from the environment or a file, never with an address, which other processes and logs may see.
 *
 * @param variable holds the password
 */
record GivenPassword(String variable) {

    /** Names a file that holds the password in its first line. */
    String fileVariable() {
        return variable + "_FILE";
    }

    /** How to give it, for the end of a sentence. */
    String advice() {
        return "give it in " + variable + ", or in a file that " + fileVariable() + " names";
    }

    /**
     * The password, if it is given.
     *
     * @throws IllegalArgumentException if it is given twice, or the file cannot be used; never tells the password
     */
    Optional<String> in(Map<String, String> environment) {
        Optional<String> itself = given(environment, variable);
        Optional<String> file = given(environment, fileVariable());
        if (itself.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(variable + " and " + fileVariable() + " are both set; set one of them");
        }
        return itself.isPresent() ? itself : file.map(this::firstLine);
    }

    private String firstLine(String file) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            if (!lines.isEmpty() && !lines.getFirst().isEmpty()) {
                return lines.getFirst();
            }
        } catch (IOException | RuntimeException failure) {
            throw new IllegalArgumentException(
                    "The file '" + file + "' that " + fileVariable() + " names cannot be read: "
                            + FileTrouble.of(failure),
                    failure);
        }
        throw new IllegalArgumentException(
                "The file '" + file + "' that " + fileVariable() + " names has no password in its first line");
    }

    /** What a variable holds, unless it is empty. */
    static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.of(environment.getOrDefault(name, "")).filter(value -> !value.isEmpty());
    }
}
