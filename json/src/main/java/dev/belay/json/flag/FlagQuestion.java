package dev.belay.json.flag;

import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.List;

/** What a prerequisite or a condition asks of another flag: to serve one of some variants, or to be disabled. */
record FlagQuestion(List<String> variants, boolean disabled) {

    static FlagQuestion read(Members members) {
        List<String> variants = Header.list(members, "variants", Header::name);
        boolean hasVariants = members.find("variants").isPresent();
        boolean disabled =
                members.find("disabled").map(FlagQuestion::mustBeTrue).isPresent();
        if (hasVariants == disabled && members.isReadable()) {
            members.parent().refuse("This must have either 'variants' or 'disabled'", "variants, disabled: true");
        }
        if (hasVariants && variants.isEmpty()) {
            members.find("variants")
                    .filter(Part::isList)
                    .ifPresent(part -> part.refuse("This must name at least one variant"));
        }
        return new FlagQuestion(variants, disabled);
    }

    private static boolean mustBeTrue(Part part) {
        boolean truth = part.truth();
        if (!truth && part.isTruth()) {
            part.refuse("This must be true; to ask that a flag serves something, name its 'variants'", "true");
        }
        return true;
    }
}
