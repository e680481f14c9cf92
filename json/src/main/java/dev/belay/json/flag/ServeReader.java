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
        return new Serve.OneVariant(variant ? names.read(members.require("variant")) : "");
    }

    private Serve split(Part part) {
        Members members = part.members(Set.of("slices", "bucketing"));
        BucketingOverride own =
                members.find("bucketing").map(BucketingReader::read).orElse(BucketingOverride.NONE);
        return new Serve.Split(slices(members.require("slices"), own.total().orElse(bucketing.total())), own);
    }

    private List<Slice> slices(Part part, int total) {
        List<Slice> slices = new ArrayList<>();
        long sum = 0;
        for (Part item : part.items()) {
            Members members = item.members(Set.of("variant", "weight"));
            String variant = names.read(members.require("variant"));
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

    private static void checkCount(Part part, int count) {
        if (count == 0 && part.isList()) {
            part.refuse("A split needs at least one slice", "at least one slice");
        }
        if (count > FlagFormat.MAX_SLICES && part.findings().isStrict()) {
            part.refuse("The split has " + count + " slices", "at most " + FlagFormat.MAX_SLICES + " slices");
        }
    }
}
