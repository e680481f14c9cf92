package dev.belay.json;

import dev.belay.core.Position;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The positions that a piece of work is evaluated at, one for each flag set, as they travel between services: the member
 * {@code belay=<project>/<environment>@<position>} of a W3C baggage header, several joined by {@code |}.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param positions by flag set, {@code project/environment}
 */
public record Pins(Map<String, Position> positions) {

    /** No pins. */
    public static final Pins NONE = new Pins(Map.of());

    private static final String MEMBER = "belay";
    private static final int LONGEST_HEADER = 8_192;
    private static final int MOST = 64;

    /** Copies the positions. */
    public Pins {
        positions = Map.copyOf(positions);
    }

    /**
     * Reads the pins in a baggage header. Whatever else is in it, and whatever of the pins cannot be read, is ignored:
     * a header that is only passed along must not make a request fail.
     */
    public static Pins ofBaggage(String header) {
        if (header.length() > LONGEST_HEADER) {
            return NONE;
        }
        Map<String, Position> positions = new LinkedHashMap<>();
        for (String member : header.split(",", -1)) {
            String[] nameAndValue = member.split(";", 2)[0].split("=", 2);
            if (nameAndValue.length == 2 && nameAndValue[0].strip().equals(MEMBER)) {
                read(nameAndValue[1].strip(), positions);
            }
        }
        return new Pins(positions);
    }

    private static void read(String value, Map<String, Position> positions) {
        for (String pin : decoded(value).split("\\|", MOST)) {
            int at = pin.lastIndexOf('@');
            if (at > 0) {
                position(pin.substring(at + 1)).ifPresent(position -> positions.put(pin.substring(0, at), position));
            }
        }
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static Optional<Position> position(String text) {
        try {
            return Optional.of(Position.parse(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The position of a flag set. */
    public Optional<Position> of(String flagSet) {
        return Optional.ofNullable(positions.get(flagSet));
    }

    /** The baggage member that says this; empty if there is nothing to say. */
    public String baggage() {
        return positions.isEmpty()
                ? ""
                : positions.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(pin -> pin.getKey() + "@" + pin.getValue())
                        .collect(Collectors.joining("|", MEMBER + "=", ""));
    }
}
