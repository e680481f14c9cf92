package dev.belay.server.sync;

import dev.belay.core.Value;
import dev.belay.json.Json;
import java.util.Map;

/** One server-sent event as it was received; comments have the name {@code comment}. */
record StreamEvent(String name, String id, String data) {

    Map<String, Value> members() {
        return ((Value.StructureValue) Json.read(data)).members();
    }

    String text(String member) {
        return ((Value.TextValue) members().get(member)).value();
    }

    boolean is(String expected) {
        return name.equals(expected);
    }

    int length() {
        return name.length() + id.length() + data.length();
    }
}
