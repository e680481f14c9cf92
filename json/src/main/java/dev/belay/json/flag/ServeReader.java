package dev.belay.json.flag;

import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what a rule or {@code otherwise} serves. */
final class ServeReader {

    private final VariantNames names;
    private final Bucketing bucketing;

    /** @param bucketing the flag's, from which splits take what they leave out */
    ServeReader(VariantNames names, Bucketing bucketing) {
        this.names = names;
        this.bucketing = bucketing;
    }

    Serve read(Part part) {
        Members members = part.members(Set.of("variant", "split"));
        boolean variant = members.find("variant").isPresent();
        boolean split = members.find("split").isPresent();
        if (variant == split && members.isReadable()) {
            part.refuse("This must have either 'variant' or 'split'", "variant, split");
        }
        if (split) {
            return split(members.require("split"));
        }
        return part.findings()
                .shared()
                .same(new Serve.OneVariant(variant ? names.read(members.require("variant")) : ""));
    }

    private Serve split(Part part) {
        Members members = part.members(Set.of("slices", "bucketing"));
        BucketingOverride own = members.find("bucketing")
                .map(given -> BucketingReader.read(given, bucketing))
                .orElse(BucketingOverride.NONE);
        int total = own.over(bucketing, bucketing.salt()).total();
        return part.findings().shared().same(new Serve.Split(slices(members.require("slices"), total), own));
    }

    private List<Slice> slices(Part part, int total) {
        List<Slice> slices = new ArrayList<>();
        long sum = 0;
        for (Part item : part.items()) {
            Members members = item.members(Set.of("variant", "rest", "weight"));
            String variant = variant(members);
            Part weight = members.require("weight");
            long taken = weight.integer(0, total);
            sum += taken;
            if (sum > total && sum - taken <= total) {
                weight.refuse(
                        "With this slice the weights add up to " + sum + ", more than the total of " + total,
                        "weights that add up to at most " + total);
            }
            slices.add(new Slice(variant, (int) taken));
        }
        checkCount(part, slices.size());
        return slices;
    }

    /** A slice names its variant, unless it says that it is part of the rest. */
    private String variant(Members members) {
        boolean isRest = members.find("rest").map(ServeReader::isRest).orElse(false);
        if (!isRest) {
            return names.read(members.require("variant"));
        }
        members.find("variant").ifPresent(part -> part.refuse("A slice of the rest has no variant"));
        return Slice.REST;
    }

    private static boolean isRest(Part part) {
        boolean isRest = part.truth();
        if (!isRest && part.isTruth()) {
            part.refuse("Leave this out where it is not true", "true");
        }
        return isRest;
    }

    private static void checkCount(Part part, int count) {
        if (count == 0 && part.isList()) {
            part.refuse("A split needs at least one slice", "at least one slice");
        }
        if (count > FlagFormat.MAX_SLICES && part.findings().isStrict()) {
            part.refuse("The split has " + count + " slices", "at most " + FlagFormat.MAX_SLICES + " slices");
        }
    }
}
