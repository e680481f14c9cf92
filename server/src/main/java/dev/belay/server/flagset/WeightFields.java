package dev.belay.server.flagset;

import dev.belay.control.Operation;
import dev.belay.control.Precondition;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads new weights for a split: {@code rule}, which may be left out, and {@code weights} by variant. */
public final class WeightFields {

    private WeightFields() {}

    /** The operation that the fields of a command describe. */
    public static Operation read(String key, Members body, Precondition base) {
        return new Operation.Reweigh(key, body.find("rule").map(Part::text), weights(body.require("weights")), base);
    }

    private static Map<String, Integer> weights(Part part) {
        Members members = part.members(part.names());
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String variant : members.names()) {
            members.find(variant).ifPresent(weight -> weights.put(variant, (int) weight.integer(0, Integer.MAX_VALUE)));
        }
        if (members.isReadable() && weights.isEmpty()) {
            part.refuse("Weights must name at least one variant", "an integer by variant");
        }
        return weights;
    }
}
