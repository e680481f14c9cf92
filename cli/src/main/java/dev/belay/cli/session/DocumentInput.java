package dev.belay.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.terminal.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Reads JSON that a person names on the command line.
 *
 * @param surroundings give standard input
 */
public record DocumentInput(Surroundings surroundings) {

    /**
     * Reads a JSON object from a file, or from standard input for {@code -}.
     *
     * @throws UsageException if it cannot be read or holds anything else
     */
    public ObjectNode file(String name) {
        return object(text(name), name.equals("-") ? "Standard input" : "The file " + name);
    }

    /**
     * Reads a JSON object from text, from a file for {@code @name}, or from standard input for {@code -}.
     *
     * @param option the option that the text was given by
     * @throws UsageException if it cannot be read or holds anything else
     */
    public ObjectNode argument(String option, String text) {
        if (text.equals("-")) {
            return file(text);
        }
        return text.startsWith("@") ? file(text.substring(1)) : object(text, option);
    }

    private static ObjectNode object(String text, String where) {
        try {
            JsonNode node = Json.read(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new UsageException(
                    where + " must hold a JSON object, such as {\"key\": …}, and holds something else.");
        } catch (JsonProcessingException cause) {
            String place = cause.getLocation() == null
                    ? ""
                    : " at line " + cause.getLocation().getLineNr() + ", column "
                            + cause.getLocation().getColumnNr();
            throw new UsageException(where + " is not JSON" + place + ": " + inOurWords(cause) + ".");
        }
    }

    /** Without the advice that the parser has for programmers. */
    private static String inOurWords(JsonProcessingException cause) {
        if (cause instanceof MismatchedInputException) {
            return "something follows after the document";
        }
        String message = cause.getOriginalMessage().split(": | \\(start marker| ?\\[Source|\\R", 2)[0];
        return message.isEmpty()
                ? "it cannot be read"
                : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /**
     * Reads a whole file, or standard input for {@code -}.
     *
     * @throws UsageException if it cannot be read
     */
    public byte[] bytes(String name) {
        try {
            return name.equals("-") ? surroundings.in().readAllBytes() : Files.readAllBytes(Path.of(name));
        } catch (IOException | InvalidPathException cause) {
            throw new UsageException("The file " + name + " cannot be read: " + FileTrouble.of(cause) + ".");
        }
    }
}
