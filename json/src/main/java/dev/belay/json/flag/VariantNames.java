package dev.belay.json.flag;

import dev.belay.core.flag.Variant;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The variants of the flag that is being read, which its other parts name. */
final class VariantNames {

    private final Set<String> names;

    VariantNames(List<Variant> variants) {
        this.names = variants.stream().map(Variant::name).collect(Collectors.toUnmodifiableSet());
    }

    String read(Part part) {
        String name = part.text();
        if (part.isText() && !names.contains(name) && part.isHeard()) {
            part.refuse("The flag has no variant '" + name + "'" + Nearest.hint(name, names), Nearest.list(names));
        }
        return name;
    }
}
