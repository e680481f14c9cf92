package dev.belay.core.lint;

import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.MissingKey;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Slice;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What serving comes to, by the weights of a split. */
final class Splits {

    /** Those whose sums are rounded, so that a slice without weight may get a key. */
    private static final Set<Algorithm> ROUNDED = EnumSet.of(Algorithm.LAUNCHDARKLY, Algorithm.FLAGD_LEGACY);

    /** Those that find a bucket below the total for every key. */
    private static final Set<Algorithm> COMPLETE =
            EnumSet.of(Algorithm.BELAY_1, Algorithm.UNLEASH, Algorithm.UNLEASH_VARIANTS);

    private final Flag flag;
    private final List<Slice> slices;
    private final Bucketing bucketing;

    Splits(Flag flag, Serve.Split split) {
        this.flag = flag;
        this.slices = split.slices();
        this.bucketing =
                split.bucketing().over(flag.bucketing(), flag.bucketing().salt());
    }

    /** What serving this may come to; nothing where it decides nothing. */
    static Outcomes outcomes(Flag flag, Serve serve) {
        return serve instanceof Serve.OneVariant one
                ? Outcomes.of(flag, one.variant())
                : new Splits(flag, (Serve.Split) serve).outcomes();
    }

    /** Whether a split can leave it to what follows: buckets of the rest, and contexts without a key. */
    static boolean mayPass(Flag flag, Serve serve) {
        return serve instanceof Serve.Split split && !new Splits(flag, split).decidesAlways();
    }

    /** What is so of a context to which this is served and that gets nothing; empty where there is none. */
    static Optional<Claim> passedOn(Flag flag, Serve serve) {
        if (!mayPass(flag, serve)) {
            return Optional.empty();
        }
        Splits split = new Splits(flag, (Serve.Split) serve);
        return Optional.of(split.isFull() ? split.keyless() : new Claim.Every(List.of()));
    }

    boolean isDrawn() {
        return bucketing.by().equals(Bucketing.RANDOM);
    }

    MissingKey onMissingKey() {
        return bucketing.onMissingKey();
    }

    String by() {
        return bucketing.by();
    }

    /** Whether the slice can be reached by no key; who has none is another question. */
    boolean isNever(Slice slice) {
        return slice.weight() == 0 && (isDrawn() || !ROUNDED.contains(bucketing.algorithm()));
    }

    /** Whether every bucket gets a variant. */
    boolean isFull() {
        boolean complete = isDrawn() || COMPLETE.contains(bucketing.algorithm());
        return complete && decided() == bucketing.total();
    }

    /** How many buckets get a variant. */
    long decided() {
        return slices.stream()
                .filter(slice -> !slice.isRest())
                .mapToLong(Slice::weight)
                .sum();
    }

    private Outcomes outcomes() {
        Outcomes all = Outcomes.NONE;
        for (int at = 0; at < slices.size(); at++) {
            Slice slice = slices.get(at);
            boolean withoutKey = at == 0 && !isDrawn() && onMissingKey() == MissingKey.FIRST_SLICE;
            if (!slice.isRest() && (withoutKey || !isNever(slice))) {
                all = all.or(Outcomes.of(flag, slice.variant()));
            }
        }
        return onMissingKey() == MissingKey.ERROR && !isDrawn() ? all.or(Outcomes.FAILURE) : all;
    }

    private boolean decidesAlways() {
        return isFull() && (isDrawn() || decidesWithoutKey());
    }

    private boolean decidesWithoutKey() {
        return switch (onMissingKey()) {
            case FALL_THROUGH -> false;
            case FIRST_SLICE -> !slices.isEmpty() && !slices.get(0).isRest();
            case ERROR -> true;
        };
    }

    private Claim keyless() {
        return new Claim.Within(Facet.key(by()), Extent.of(Mark.ABSENT, Mark.UNREAD));
    }
}
