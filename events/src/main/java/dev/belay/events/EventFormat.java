package dev.belay.events;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InstantFormat;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.entry.Actor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events as CloudEvents 1.0 in their JSON format, one event to a message, in canonical bytes. The attribute
 * {@code source} is the flag set, {@code subject} the changed subject's key, and the extension {@code partitionkey} the
 * flag set again, since events of one flag set must stay in order.
 */
public final class EventFormat {

    /** The media type of an event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    static final String PREFIX = "dev.belay.";
    static final String CHANGED = ".changed";
    static final String RESET = PREFIX + "flag-set.reset";

    private EventFormat() {}

    /** The event in canonical form. */
    public static byte[] write(FlagSetEvent event) {
        return CanonicalJson.bytes(value(event));
    }

    /**
     * Reads an event. What a newer version has added is passed over.
     *
     * @throws InvalidEventException if the bytes are not an event of this format
     */
    public static FlagSetEvent read(byte[] bytes) {
        try {
            return EventReader.read(Json.read(bytes, JsonLimits.TRUSTED));
        } catch (MalformedJsonException notJson) {
            throw new InvalidEventException("The event is not JSON: " + notJson.detail(), notJson);
        }
    }

    /** The URI reference that names a flag set, {@code /projects/…/environments/…}. */
    public static String source(String flagSet) {
        int slash = flagSet.indexOf('/');
        return "/projects/" + flagSet.substring(0, slash) + "/environments/" + flagSet.substring(slash + 1);
    }

    private static Value value(FlagSetEvent event) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("specversion", Value.of("1.0"));
        members.put("id", Value.of(event.id()));
        members.put("source", Value.of(source(event.flagSet())));
        members.put("time", Value.of(InstantFormat.write(event.at())));
        members.put("partitionkey", Value.of(event.flagSet()));
        members.put("datacontenttype", Value.of("application/json"));
        if (event instanceof ChangeEvent change) {
            members.put("type", Value.of(PREFIX + change.subject().kind() + CHANGED));
            members.put("subject", Value.of(change.subject().key()));
            members.put("data", Value.of(data(change)));
        } else if (event instanceof ResetEvent reset) {
            members.put("type", Value.of(RESET));
            members.put("data", Value.of(data(reset)));
        }
        return Value.of(members);
    }

    private static Map<String, Value> data(ChangeEvent change) {
        Map<String, Value> data = place(change);
        data.put("index", Value.of(change.index()));
        data.put("total", Value.of(change.total()));
        data.put("kind", Value.of(change.subject().kind()));
        data.put("key", Value.of(change.subject().key()));
        data.put("version", Value.of((double) change.version()));
        data.put("state", Value.of(change.state().word()));
        data.put("action", Value.of(change.action()));
        data.put("actor", actor(change.actor()));
        change.onBehalfOf().ifPresent(name -> data.put("onBehalfOf", Value.of(name)));
        change.reason().ifPresent(text -> data.put("reason", Value.of(text)));
        if (change.referenced()) {
            data.put("referenced", Value.of(true));
        }
        change.document().ifPresent(document -> data.put("document", document));
        return data;
    }

    private static Map<String, Value> data(ResetEvent reset) {
        Map<String, Value> data = place(reset);
        data.put("cause", Value.of(reset.cause().word()));
        return data;
    }

    private static Map<String, Value> place(FlagSetEvent event) {
        Map<String, Value> data = new LinkedHashMap<>();
        data.put("flagSet", Value.of(event.flagSet()));
        data.put("position", Value.of(event.position().toString()));
        event.previous().ifPresent(position -> data.put("previous", Value.of(position.toString())));
        return data;
    }

    private static Value actor(Actor actor) {
        return Value.of(
                Map.of("kind", Value.of(actor.kind()), "id", Value.of(actor.id()), "name", Value.of(actor.name())));
    }
}
