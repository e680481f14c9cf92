package dev.belay.json.flag;

import dev.belay.json.reading.Part;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads lists of targeting keys; one that is listed twice counts once. */
final class KeyList {

    private KeyList() {}

    static Set<String> read(Part part) {
        Set<String> keys = new LinkedHashSet<>();
        part.items().forEach(item -> keys.add(item.text()));
        return keys;
    }
}
