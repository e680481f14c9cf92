package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import java.util.Iterator;

/**
 * A flag's document while it is edited. What an edit does not name stays as it was.
 *
 * @param flag the document
 */
record FlagDraft(ObjectNode flag) {
    private static final long TOTAL = 100_000;

    void variant(String name, String text) {
        JsonNode value = VariantValue.parse(flag.path("type").asText(), text);
        ArrayNode variants = flag.withArray("variants");
        for (JsonNode each : variants) {
            if (each.path("name").asText().equals(name) && each instanceof ObjectNode variant) {
                variant.set("value", value);
                return;
            }
        }
        variants.addObject().put("name", name).set("value", value);
    }

    void otherwise(String variant) {
        flag.set("otherwise", Json.object().put("variant", variant));
    }

    /** Keeps the bucketing of the split that was there, so that nobody is drawn anew. */
    void otherwise(Shares shares) {
        JsonNode bucketing = flag.path("otherwise").path("split").path("bucketing");
        JsonNode total = bucketing.path("total");
        long buckets = (total.isMissingNode() ? flag.path("bucketing").path("total") : total).asLong(TOTAL);
        ObjectNode split = Json.object();
        split.set("slices", shares.slices(buckets));
        if (bucketing.isObject()) {
            split.set("bucketing", bucketing);
        }
        flag.set("otherwise", Json.object().set("split", split));
    }

    void target(String variant, String key) {
        untarget(key);
        for (JsonNode each : flag.withArray("targets")) {
            if (each.path("variant").asText().equals(variant) && each instanceof ObjectNode target) {
                target.withArray("keys").add(key);
                return;
            }
        }
        flag.withArray("targets")
                .addObject()
                .put("variant", variant)
                .putArray("keys")
                .add(key);
    }

    void untarget(String key) {
        for (Iterator<JsonNode> targets = flag.withArray("targets").elements(); targets.hasNext(); ) {
            if (targets.next() instanceof ObjectNode target) {
                remove(target.withArray("keys"), key);
                if (target.withArray("keys").isEmpty()) {
                    targets.remove();
                }
            }
        }
    }

    private static void remove(ArrayNode keys, String key) {
        for (Iterator<JsonNode> each = keys.elements(); each.hasNext(); ) {
            if (each.next().asText().equals(key)) {
                each.remove();
            }
        }
    }
}
