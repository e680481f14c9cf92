package dev.belay.core.lint;

import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Ranges;
import dev.belay.core.condition.WallClock;
import dev.belay.core.flag.Segment;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Takes conditions apart: into literals, and into what must be so for them to hold or not to hold. */
final class Terms {

    private static final int WEEK = 7 * WallClock.DAY;

    private final IdentityHashMap<Condition, Literal> held = new IdentityHashMap<>();
    private final IdentityHashMap<Condition, Literal> failed = new IdentityHashMap<>();

    /** What a condition with parts comes to. */
    static Claim parts(List<Condition> parts, boolean every, boolean holds) {
        List<Claim> claims =
                parts.stream().map(part -> (Claim) new Claim.Of(part, holds)).toList();
        return every == holds ? new Claim.Every(claims) : new Claim.Some(claims);
    }

    /** What belonging to a segment comes to, or not belonging to it. */
    static Claim members(Segment segment, boolean holds) {
        Facet key = Facet.key(segment.by());
        Claim excluded = new Claim.Within(key, Extent.of(Names.of(segment.excluded())));
        Claim notExcluded = without(key, segment.excluded());
        // Members are too many to be taken one by one, so that any key is taken for a possible one.
        boolean hasMembers = segment.members().isPresent();
        Extent listed = hasMembers ? key.reading().all() : Extent.of(Names.of(segment.included()));
        Claim included = new Claim.Within(key, listed);
        Claim notIncluded = without(key, segment.included());
        List<Claim> when = segment.when()
                .map(condition -> List.of((Claim) new Claim.Of(condition, holds)))
                .orElse(List.of());
        return holds
                ? new Claim.Every(
                        List.of(notExcluded, some(segment.included().isEmpty() && !hasMembers, included, when)))
                : some(segment.excluded().isEmpty(), excluded, List.of(every(notIncluded, when)));
    }

    private static Claim without(Facet key, Set<String> texts) {
        return new Claim.Within(key, key.reading().all().without(Extent.of(Names.of(texts))));
    }

    private static Claim some(boolean firstIsEmpty, Claim first, List<Claim> more) {
        if (firstIsEmpty && more.size() == 1) {
            return more.get(0);
        }
        List<Claim> parts = new ArrayList<>(firstIsEmpty ? List.of() : List.of(first));
        parts.addAll(more);
        return new Claim.Some(parts);
    }

    private static Claim every(Claim first, List<Claim> more) {
        List<Claim> parts = new ArrayList<>(List.of(first));
        parts.addAll(more);
        return new Claim.Every(parts);
    }

    /** A condition without parts. */
    Literal literal(Condition condition, boolean holds) {
        IdentityHashMap<Condition, Literal> known = holds ? held : failed;
        return known.computeIfAbsent(condition, each -> make(each, holds));
    }

    private static Literal make(Condition condition, boolean holds) {
        if (condition instanceof Condition.Attribute attribute) {
            return Comparisons.literal(attribute, holds);
        }
        if (condition instanceof Condition.InSegment in) {
            return plain(condition, holds, Facet.segment(in.segment()), Extent.of(Mark.IN));
        }
        if (condition instanceof Condition.FlagServes serves) {
            Names variants = Names.of(new HashSet<>(serves.variants()));
            return plain(condition, holds, Facet.flag(serves.flag()), Extent.of(variants));
        }
        if (condition instanceof Condition.FlagDisabled disabled) {
            return plain(condition, holds, Facet.flag(disabled.flag()), Extent.of(Mark.DISABLED));
        }
        if (condition instanceof Condition.Share share) {
            return share(share, holds);
        }
        if (condition instanceof Condition.Time time) {
            Facet clock = new Facet(Reading.CLOCK, time.clock().zone());
            return plain(condition, holds, clock, Extent.of(week(time.clock())));
        }
        return now((Condition.Now) condition, holds);
    }

    private static Literal share(Condition.Share share, boolean holds) {
        Facet bucket = Facet.bucket(share.bucketing());
        Ranges buckets = Ranges.atLeast(share.from()).and(Ranges.lessThan(share.to()));
        return plain(share, holds, bucket, Extent.of(buckets));
    }

    private static Literal now(Condition.Now now, boolean holds) {
        Ranges after = now.after().map(Ranges::greaterThan).orElse(Ranges.EVERYTHING);
        Ranges before = now.before().map(Ranges::lessThan).orElse(Ranges.EVERYTHING);
        return plain(now, holds, new Facet(Reading.NOW, Instant.class), Extent.of(after.and(before)));
    }

    private static Literal plain(Condition condition, boolean holds, Facet facet, Extent extent) {
        return new Literal(condition, holds, facet, holds ? extent : extent.complement());
    }

    /** The seconds of the week, from Monday on, that a clock names. */
    private static Ranges week(WallClock clock) {
        Ranges seconds = Ranges.NOTHING;
        for (DayOfWeek day : clock.days()) {
            int midnight = (day.getValue() - 1) * WallClock.DAY;
            boolean wraps = clock.from() > clock.to();
            int end = midnight + clock.to() + (wraps ? WallClock.DAY : 0);
            seconds = seconds.or(span(midnight + clock.from(), Math.min(end, WEEK)));
            if (end > WEEK) {
                seconds = seconds.or(span(0, end - WEEK));
            }
        }
        return seconds;
    }

    private static Ranges span(int from, int to) {
        return Ranges.atLeast(from).and(Ranges.lessThan(to));
    }

    /** Everything that may be found by a facet, before anything is claimed. */
    static Extent all(Facet facet) {
        if (facet.reading() == Reading.CLOCK) {
            return Extent.of(span(0, WEEK));
        }
        if (!(facet.name() instanceof Bucketing by)) {
            return facet.reading().all();
        }
        boolean drawn = by.by().equals(Bucketing.RANDOM);
        Extent buckets = Extent.of(span(0, drawn || by.algorithm() == Algorithm.BELAY_1 ? by.total() : by.total() + 1));
        return drawn ? buckets : buckets.or(Extent.of(Mark.NONE));
    }
}
