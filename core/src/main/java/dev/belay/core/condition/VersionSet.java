package dev.belay.core.condition;

import dev.belay.core.Value;

/**
 * Versions as the ends of the ranges that they make up, laid out for being asked.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class VersionSet {

    private final boolean fromTheStart;
    private final Version[] ends;

    /** Whether the version at an end still belongs to what comes before it. */
    private final boolean[] after;

    private VersionSet(Ranges ranges) {
        int count = ranges.size();
        this.fromTheStart = ranges.fromTheStart();
        this.ends = new Version[count];
        this.after = new boolean[count];
        for (int at = 0; at < count; at++) {
            ends[at] = (Version) ranges.cuts().get(at).value();
            after[at] = ranges.cuts().get(at).after();
        }
    }

    /** The versions of ranges that are ranges of versions. */
    static VersionSet of(Ranges ranges) {
        return new VersionSet(ranges);
    }

    /** Compares values with the set; releases are not even made into versions. */
    Prepared asked(boolean lenient) {
        return new Asked(this, lenient);
    }

    private record Asked(VersionSet set, boolean lenient) implements Prepared {
        @Override
        public Answer ask(Value seen) {
            long release = seen instanceof Value.TextValue text ? Release.parse(text.value()) : Release.NONE;
            if (release != Release.NONE) {
                return Answer.of(set.hasRelease(release));
            }
            Version version = lenient ? Version.readLenient(seen) : Version.read(seen);
            return version == null ? Answer.UNREAD : Answer.of(set.has(version));
        }
    }

    boolean has(Version version) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isPast(version.compareTo(ends[middle]), middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return isInside(low);
    }

    /** The same for what {@link Release#parse} has read. */
    boolean hasRelease(long release) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isPast(Release.compare(release, ends[middle]), middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return isInside(low);
    }

    private boolean isPast(int order, int at) {
        return order > 0 || (order == 0 && !after[at]);
    }

    /** Whether what lies past so many ends belongs. */
    private boolean isInside(int past) {
        return fromTheStart == (past % 2 == 0);
    }
}
