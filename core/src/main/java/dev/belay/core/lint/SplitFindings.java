package dev.belay.core.lint;

import dev.belay.core.bucketing.MissingKey;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the weights of a split. */
final class SplitFindings {

    private final Flag flag;
    private final Remarks remarks;

    SplitFindings(Flag flag, Remarks remarks) {
        this.flag = flag;
        this.remarks = remarks;
    }

    void look(Serve serve, String path) {
        if (serve instanceof Serve.Split split) {
            look(split, new Splits(flag, split), path + "/split");
        }
    }

    private void look(Serve.Split split, Splits splits, String path) {
        if (splits.decided() == 0
                && split.slices().stream().allMatch(slice -> slice.isRest() || splits.isNever(slice))) {
            remarks.add(
                    RemarkCode.SPLIT_DECIDES_NOTHING,
                    path,
                    "No bucket gets a variant, so this split decides nothing for anybody with a usable key;"
                            + " give a slice a weight, or remove it",
                    "the weights of its variants add up to 0");
            return;
        }
        lookForZeros(split.slices(), splits, path);
        lookForOne(split.slices(), splits, path);
    }

    private void lookForZeros(List<Slice> slices, Splits splits, String path) {
        for (int at = 0; at < slices.size(); at++) {
            Slice slice = slices.get(at);
            if (slice.weight() == 0 && splits.isNever(slice)) {
                String what = slice.isRest() ? "This rest" : "The slice of " + Words.quoted(slice.variant());
                boolean forKeyless = at == 0 && !splits.isDrawn() && splits.onMissingKey() == MissingKey.FIRST_SLICE;
                remarks.add(
                        RemarkCode.ZERO_WEIGHT,
                        path + "/slices/" + at,
                        what + " has the weight 0, so "
                                + (forKeyless ? "only contexts without a usable key get it" : "nobody gets it")
                                + "; give it a weight, or remove it",
                        "it takes 0 buckets");
            }
        }
    }

    private void lookForOne(List<Slice> slices, Splits splits, String path) {
        Set<String> variants = slices.stream()
                .filter(slice -> slice.weight() > 0)
                .map(Slice::variant)
                .collect(Collectors.toSet());
        if (variants.size() == 1 && splits.isFull()) {
            String variant = Words.quoted(variants.iterator().next());
            remarks.add(
                    RemarkCode.SPLIT_OF_ONE,
                    path,
                    "Every key gets " + variant
                            + (splits.isDrawn()
                                    ? ""
                                    : ", and contexts without a usable '" + splits.by() + "' what is said for those")
                            + "; serve the variant without a split, unless the split is about to change",
                    variant + " takes all buckets");
        }
    }
}
