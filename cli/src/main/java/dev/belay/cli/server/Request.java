package dev.belay.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the server is asked.
 *
 * @param method  the HTTP method
 * @param address what it is about
 * @param body    the JSON to send, if any
 * @param headers further headers
 */
public record Request(String method, Address address, Optional<JsonNode> body, Map<String, String> headers) {

    /** Copies the headers. */
    public Request {
        headers = Map.copyOf(headers);
    }

    /** Asks to read. */
    public static Request get(Address address) {
        return new Request("GET", address, Optional.empty(), Map.of());
    }

    /** Asks to do something. */
    public static Request post(Address address, JsonNode body) {
        return new Request("POST", address, Optional.of(body), Map.of());
    }

    /** Asks to put a document in place. */
    public static Request put(Address address, JsonNode body) {
        return new Request("PUT", address, Optional.of(body), Map.of());
    }

    /** Asks to take something away. */
    public static Request delete(Address address) {
        return new Request("DELETE", address, Optional.empty(), Map.of());
    }

    /** This request with one more header. */
    public Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, address, body, more);
    }

    boolean writes() {
        return !method.equals("GET");
    }
}
