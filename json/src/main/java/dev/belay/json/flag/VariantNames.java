package dev.belay.json.flag;

import dev.belay.core.flag.Variant;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The variants of the flag that is being read, which its other parts name. */
final class VariantNames {

    private final Set<String> names;

    VariantNames(List<Variant> variants) {
        this.names = new HashSet<>();
        variants.forEach(variant -> names.add(variant.name()));
    }

    String read(Part part) {
        String name = part.text();
        if (part.isText() && !names.contains(name) && part.isHeard()) {
            part.refuse("The flag has no variant '" + name + "'" + Nearest.hint(name, names), Nearest.list(names));
        }
        return name;
    }
}
