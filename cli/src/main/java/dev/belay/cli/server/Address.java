package dev.belay.cli.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path of the API with its parameters. Every part is encoded on its own, so that a key may hold any character.
 *
 * @param segments   the parts of the path, not encoded
 * @param parameters the parameters as {@code name=value}, encoded
 */
public record Address(List<String> segments, List<String> parameters) {
    private static final String UNRESERVED = "-._~";

    /** Copies both lists. */
    public Address {
        segments = List.copyOf(segments);
        parameters = List.copyOf(parameters);
    }

    /** A path without parameters. */
    public static Address of(String... segments) {
        return new Address(List.of(segments), List.of());
    }

    /** This path, and then some. */
    public Address then(String... more) {
        List<String> longer = new ArrayList<>(segments);
        longer.addAll(List.of(more));
        return new Address(longer, parameters);
    }

    /** This address with one more parameter. */
    public Address with(String name, String value) {
        List<String> more = new ArrayList<>(parameters);
        more.add(encode(name) + "=" + encode(value));
        return new Address(segments, more);
    }

    /** This address with one more parameter. */
    public Address with(String name, long value) {
        return with(name, Long.toString(value));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        segments.forEach(segment -> text.append('/').append(encodeSegment(segment)));
        return parameters.isEmpty() ? text.toString() : text + "?" + String.join("&", parameters);
    }

    private static String encodeSegment(String segment) {
        // A proxy would take them for "here" and "one up".
        return segment.equals(".") || segment.equals("..") ? segment.replace(".", "%2E") : encode(segment);
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            if (isUnreserved(character)) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
    }
}
