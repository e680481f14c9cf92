package dev.belay.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Why the server refused.
 *
 * @param status the HTTP status
 * @param body   the problem document; its members beyond the standard ones depend on the problem
 * @param text   the body exactly as it came
 */
public record Problem(int status, JsonNode body, String text) {
    private static final String PREFIX = "urn:belay:problem:";

    /** The problem's stable name; {@code http-<status>} if the server gave none. */
    public String name() {
        String type = body.path("type").asText();
        return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "http-" + status;
    }

    /** Whether a Belay server speaks, and nothing in front of it. */
    boolean isBelays() {
        return body.path("type").asText().startsWith(PREFIX);
    }

    /** Whether it is the problem of this name. */
    public boolean is(String name) {
        return name().equals(name);
    }

    /** What kind of problem it is, in one line. */
    public String title() {
        return body.path("title").asText("The server answered " + status);
    }

    /** What happened, in a sentence without requests of HTTP to make; empty if the server gave none. */
    public String detail() {
        return body.path("detail").asText("").replaceFirst("[;,.]? (see )?GET \\S+ (lists|shows) [^;.]*", "");
    }

    /** Whether the server is certain that the change was not made. */
    public boolean isNotMade() {
        return body.path("made").isBoolean() && !body.path("made").booleanValue();
    }

    /** Where in the request the trouble is. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            places.add(new Place(
                    error.path("path").asText(),
                    error.path("detail").asText(),
                    error.path("allowed").asText("")));
        }
        return places;
    }

    /**
     * One place in a request that is wrong.
     *
     * @param path    the JSON Pointer to it
     * @param detail  what is wrong with it
     * @param allowed what would be right; empty if the server did not say
     */
    public record Place(String path, String detail, String allowed) {}
}
