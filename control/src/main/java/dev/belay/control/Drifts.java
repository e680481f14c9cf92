package dev.belay.control;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.diff.StateDifference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what differs along a chain of environments, each compared with the one before it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; may block on the store.
 */
public final class Drifts {

    /** How many versions are searched for the promotion that brought a subject. */
    private static final int VERSIONS_SEARCHED = 20;

    /** How often the store is asked for one list. */
    static final int MOST_READS = 4_000;

    private final LedgerStore store;
    private final FlagSets flagSets;
    private final Projects projects;
    private final History history;
    private final int mostReads;

    /** Compares the flag sets in a store. */
    public Drifts(LedgerStore store, FlagSets flagSets, Projects projects) {
        this(store, flagSets, projects, MOST_READS);
    }

    Drifts(LedgerStore store, FlagSets flagSets, Projects projects, int mostReads) {
        this.mostReads = mostReads;
        this.store = store;
        this.flagSets = flagSets;
        this.projects = projects;
        this.history = new History(store);
    }

    /**
     * What differs between two neighbours of the chain.
     *
     * @param from      the key of the environment before
     * @param to        the key of the environment after
     * @param source    where the one before was
     * @param target    where the one after was
     * @param differing how many subjects differ
     * @param drifts    the first of them, by kind and key
     * @param cutShort  whether there are fewer than were asked for, because finding out since when takes too many reads
     */
    public record Link(
            String from,
            String to,
            Position source,
            Position target,
            int differing,
            List<Drift> drifts,
            boolean cutShort) {

        /** Copies the list. */
        public Link {
            drifts = List.copyOf(drifts);
        }
    }

    /**
     * The environments of a project that a principal may see, in the order in which they were created.
     *
     * @throws RefusedException {@code forbidden} or {@code project-not-found}
     */
    public List<String> chain(Principal principal, String project) {
        List<Named> environments = projects.environments(principal, project);
        LedgerId catalogue = LedgerId.catalogue(project);
        return environments.stream()
                .map(Named::key)
                .sorted(Comparator.comparingLong(key -> born(catalogue, key)))
                .toList();
    }

    private long born(LedgerId catalogue, String environment) {
        return history.versions(catalogue, new Subject(Subject.ENVIRONMENT, environment))
                .getFirst()
                .position()
                .revision();
    }

    /**
     * Compares each environment of a chain with the one before it.
     *
     * @param chain the keys of two environments or more
     * @param limit how many subjects to look at for each link, as far as that takes no more than some thousand reads
     * @throws RefusedException {@code forbidden} or {@code environment-not-found}, for any of them
     */
    public List<Link> along(Principal principal, String project, List<String> chain, int limit) {
        List<Link> links = new ArrayList<>();
        Reads reads = new Reads(mostReads);
        for (int index = 1; index < chain.size(); index++) {
            LedgerId from = flagSets.open(principal, Permission.READ, project, chain.get(index - 1));
            LedgerId to = flagSets.open(principal, Permission.READ, project, chain.get(index));
            links.add(link(from, to, limit, reads));
        }
        return links;
    }

    private Link link(LedgerId from, LedgerId to, int limit, Reads reads) {
        LedgerState source = history.head(from);
        LedgerState target = history.head(to);
        List<StateDifference> differences = StateDifference.between(source, target);
        List<Drift> drifts = differences.stream()
                .limit(limit)
                .takeWhile(_ -> reads.areLeft())
                .map(difference -> drift(from, to, difference, reads))
                .toList();
        return new Link(
                from.environment().orElseThrow(),
                to.environment().orElseThrow(),
                source.position(),
                target.position(),
                differences.size(),
                drifts,
                drifts.size() < Math.min(limit, differences.size()));
    }

    private Drift drift(LedgerId from, LedgerId to, StateDifference difference, Reads reads) {
        try {
            reads.count(2);
            List<SubjectVersion> there = store.versions(from, difference.subject());
            List<SubjectVersion> here = store.versions(to, difference.subject());
            return new Drift(difference, since(there, here), arrival(to, here, reads));
        } catch (LedgerException failure) {
            throw Translation.of(failure);
        }
    }

    /** The first instant of the time in which both differ without a break; unknown if that lies before their versions. */
    static Optional<Instant> since(List<SubjectVersion> there, List<SubjectVersion> here) {
        int left = there.size();
        int right = here.size();
        while (left + right > 0) {
            Instant last = last(there, left, here, right);
            left = countBefore(there, left, last);
            right = countBefore(here, right, last);
            if ((left == 0 && isCut(there)) || (right == 0 && isCut(here))) {
                return Optional.empty();
            }
            if (hash(there, left).equals(hash(here, right))) {
                return Optional.of(last);
            }
        }
        return Optional.empty();
    }

    private static Instant last(List<SubjectVersion> there, int left, List<SubjectVersion> here, int right) {
        Instant one = left == 0 ? Instant.MIN : there.get(left - 1).at();
        Instant other = right == 0 ? Instant.MIN : here.get(right - 1).at();
        return one.isAfter(other) ? one : other;
    }

    private static int countBefore(List<SubjectVersion> versions, int count, Instant instant) {
        int left = count;
        while (left > 0 && !versions.get(left - 1).at().isBefore(instant)) {
            left--;
        }
        return left;
    }

    private static Optional<String> hash(List<SubjectVersion> versions, int count) {
        return count == 0 ? Optional.empty() : versions.get(count - 1).hash();
    }

    private static boolean isCut(List<SubjectVersion> versions) {
        return !versions.isEmpty() && versions.getFirst().version() > 1;
    }

    private Optional<Drift.Arrival> arrival(LedgerId to, List<SubjectVersion> here, Reads reads) {
        return here.reversed().stream()
                .limit(VERSIONS_SEARCHED)
                .peek(_ -> reads.count(1))
                .flatMap(version -> arrival(to, version, here.getLast()).stream())
                .findFirst();
    }

    private Optional<Drift.Arrival> arrival(LedgerId to, SubjectVersion version, SubjectVersion newest) {
        return store.entry(to, version.position().revision())
                .flatMap(PromotedFrom::read)
                .map(from -> new Drift.Arrival(
                        from, version.at(), version.version(), version.version() != newest.version()));
    }

    /** What one list may still cost. */
    private static final class Reads {

        private int left;

        Reads(int most) {
            this.left = most;
        }

        boolean areLeft() {
            return left > 0;
        }

        void count(int more) {
            left -= more;
        }
    }
}
