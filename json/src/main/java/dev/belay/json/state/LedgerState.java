package dev.belay.json.state;

import dev.belay.core.Position;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.snapshot.SlotMap;
import dev.belay.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every subject of a ledger at one position, archived ones included, with what follows from them: the checksum, and the
 * snapshot that flags are evaluated by. States that descend from one another share their parts, so that a change costs
 * in proportion to itself.
 *
 * <p>Flags and segments that cannot be read are kept like all others; the snapshot says that they are not understood.
 * Other kinds of subject take part in the checksum but not in the snapshot.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class LedgerState {

    private final Position position;
    private final Instant at;
    private final Checksum checksum;
    private final Snapshot snapshot;
    private final SlotMap<Subject, SubjectState> subjects;
    private final Behaviours behaviours;

    private LedgerState(
            Position position,
            Instant at,
            Checksum checksum,
            Snapshot snapshot,
            SlotMap<Subject, SubjectState> subjects,
            Behaviours behaviours) {
        this.position = position;
        this.at = at;
        this.checksum = checksum;
        this.snapshot = snapshot;
        this.subjects = subjects;
        this.behaviours = behaviours;
    }

    /** A ledger without entries: revision 0 of the epoch, at {@link Instant#EPOCH}. */
    public static LedgerState empty(String epoch) {
        Position position = new Position(epoch, 0);
        Snapshot nothing = Snapshot.empty(position);
        return new LedgerState(position, Instant.EPOCH, Checksum.EMPTY, nothing, SlotMap.empty(), new Behaviours());
    }

    /** A state of exactly these subjects, tombstones among them. */
    public static LedgerState of(Position position, Instant at, Collection<SubjectState> subjects) {
        return empty(position.epoch()).apply(position, at, subjects);
    }

    /** Where in the ledger's history this is. */
    public Position position() {
        return position;
    }

    /** When the entry at the position was appended. */
    public Instant at() {
        return at;
    }

    /** The checksum of the live subjects. */
    public Checksum checksum() {
        return checksum;
    }

    /** The flags and segments, ready to evaluate. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /**
     * What the answers of a flag, which need not exist, depend on here. Following all that it depends on takes its time
     * once for each flag of the newest state, and every time for older ones.
     */
    public Behaviour behaviour(String flag) {
        return behaviours.of(this, flag);
    }

    /** The subject as it stands, possibly a tombstone; null when there never was one. */
    public @Nullable SubjectState subject(Subject subject) {
        return subjects.get(subject);
    }

    /** The subjects that have a document, in the order in which they first appeared. */
    public Collection<SubjectState> live() {
        return subjects.values().stream().filter(SubjectState::isLive).toList();
    }

    /** The subjects that have none any more, in the order in which they first appeared. */
    public Collection<SubjectState> tombstones() {
        return subjects.values().stream().filter(state -> !state.isLive()).toList();
    }

    /**
     * The same state, for trying out changes that may never be made: states that descend from it leave no trace in what
     * this one shares with its own descendants.
     */
    public LedgerState apart() {
        return new LedgerState(position, at, checksum, snapshot.apart(), subjects.apart(), new Behaviours());
    }

    /**
     * The state after an entry.
     *
     * @param next    the entry's position
     * @param at      the entry's instant
     * @param changes each changed subject as it stands afterwards; the last one counts if a subject is there twice
     */
    public LedgerState apply(Position next, Instant at, Collection<SubjectState> changes) {
        Map<Subject, SubjectState> after = new LinkedHashMap<>();
        changes.forEach(change -> after.put(change.subject(), change));
        Checksum sum = checksum;
        for (SubjectState change : after.values()) {
            SubjectState before = subjects.get(change.subject());
            sum = before == null ? sum.plus(change) : sum.minus(before).plus(change);
        }
        Snapshot changed = SnapshotChanges.apply(snapshot, after.values(), next);
        return new LedgerState(next, at, sum, changed, subjects.with(after), behaviours);
    }

    /** The hashes of the chunks that segments name and that are not at hand, so that those cannot be evaluated. */
    public Set<String> missingChunks() {
        Set<String> missing = new LinkedHashSet<>();
        segments()
                .forEach(segment -> segment.document().ifPresent(document -> missing.addAll(document.missingChunks())));
        return missing;
    }

    /**
     * The same state with the chunks that its segments name.
     *
     * @param chunks as for {@link Document#withChunks}, whose exceptions pass through
     */
    public LedgerState withChunks(Function<String, MemberChunk> chunks) {
        List<SubjectState> completed = new ArrayList<>();
        segments()
                .forEach(segment -> segment.document()
                        .filter(document -> !document.missingChunks().isEmpty())
                        .map(document -> document.withChunks(chunks))
                        .map(complete -> SubjectState.live(segment.subject(), segment.version(), complete))
                        .ifPresent(completed::add));
        return completed.isEmpty() ? this : apply(position, at, completed);
    }

    private Stream<SubjectState> segments() {
        return subjects.values().stream().filter(state -> state.subject().kind().equals(Subject.SEGMENT));
    }

    /**
     * What has to change here so that the subjects have the documents that they have in {@code target}: each whose
     * document differs takes the other document, or its absence, with its highest version ever plus one.
     *
     * @param only which subjects to look at
     * @return the changes, by kind and key; empty when nothing differs
     */
    public List<SubjectState> restoring(LedgerState target, Predicate<Subject> only) {
        TreeSet<Subject> known = new TreeSet<>();
        subjects.values().forEach(state -> known.add(state.subject()));
        target.subjects.values().forEach(state -> known.add(state.subject()));
        return known.stream()
                .filter(only)
                .flatMap(subject -> restoring(target, subject).stream())
                .toList();
    }

    private Optional<SubjectState> restoring(LedgerState target, Subject subject) {
        SubjectState here = subject(subject);
        SubjectState there = target.subject(subject);
        Optional<Document> wanted = there == null ? Optional.empty() : there.document();
        if (wanted.equals(here == null ? Optional.empty() : here.document())) {
            return Optional.empty();
        }
        long highest = Math.max(here == null ? 0 : here.version(), there == null ? 0 : there.version());
        return Optional.of(new SubjectState(subject, highest + 1, wanted));
    }
}
