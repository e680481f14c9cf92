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
 * @param effect  what it does there
 * @param payload what to send, if anything
 * @param headers further headers
 */
public record Request(
        String method, Address address, Effect effect, Optional<Payload> payload, Map<String, String> headers) {

    /** Copies the headers. */
    public Request {
        headers = Map.copyOf(headers);
    }

    /** Asks to read. */
    public static Request get(Address address) {
        return new Request("GET", address, Effect.NONE, Optional.empty(), Map.of());
    }

    /** Asks a question that needs a body, and changes nothing. */
    public static Request ask(Address address, JsonNode body) {
        return new Request("POST", address, Effect.NONE, Optional.of(Payload.json(body)), Map.of());
    }

    /** Asks for a change of the flag set. */
    public static Request post(Address address, JsonNode body) {
        return new Request("POST", address, Effect.CHANGE, Optional.of(Payload.json(body)), Map.of());
    }

    /** Asks for a new project or environment. */
    public static Request create(Address address, JsonNode body) {
        return new Request("POST", address, Effect.PLACE, Optional.of(Payload.json(body)), Map.of());
    }

    /** Asks to put a document of the flag set in place. */
    public static Request put(Address address, JsonNode body) {
        return new Request("PUT", address, Effect.CHANGE, Optional.of(Payload.json(body)), Map.of());
    }

    /** Asks to put something other than JSON in place. */
    public static Request upload(Address address, Payload payload) {
        return new Request("PUT", address, Effect.CHANGE, Optional.of(payload), Map.of());
    }

    /** Asks to make something that is no part of the flag set. */
    public static Request make(Address address, JsonNode body) {
        return new Request("POST", address, Effect.OUTSIDE, Optional.of(Payload.json(body)), Map.of());
    }

    /** Asks to put something in place that is no part of the flag set. */
    public static Request replace(Address address, JsonNode body) {
        return new Request("PUT", address, Effect.OUTSIDE, Optional.of(Payload.json(body)), Map.of());
    }

    /** Asks to take away something that is no part of the flag set. */
    public static Request remove(Address address) {
        return new Request("DELETE", address, Effect.OUTSIDE, Optional.empty(), Map.of());
    }

    /** This request with one more header. */
    public Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, address, effect, payload, more);
    }

    /** What a request does, which decides whether it may be sent again when no answer came. */
    public enum Effect {
        /** Nothing. */
        NONE,
        /** A change of a flag set, which the server makes once for each idempotency key. */
        CHANGE,
        /** A new project or environment, which the server makes once for each idempotency key. */
        PLACE,
        /** Something that the server would do twice. */
        OUTSIDE;

        /** Whether the server does it once, however often it is asked. */
        boolean isDoneOnce() {
            return this == CHANGE || this == PLACE;
        }
    }
}
