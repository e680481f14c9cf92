package dev.belay.control;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.DraftChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A flag set as it would be after the operations so far: the newest state, and what was changed on top of it.
 *
 * <p><b>Thread-safety:</b> confined to the thread of one decision.
 */
final class WorkingState {

    private final LedgerState head;
    private final Map<Subject, Pending> pending = new LinkedHashMap<>();

    WorkingState(LedgerState head) {
        this.head = head;
    }

    LedgerState head() {
        return head;
    }

    boolean exists(Subject subject) {
        Pending change = pending.get(subject);
        return change != null ? change.content != null : isLive(subject);
    }

    /** The keys of all subjects of a kind that exist, or would. */
    Set<String> keys(String kind) {
        Set<String> keys = new HashSet<>();
        head.live().forEach(each -> addKey(keys, each.subject(), kind));
        pending.keySet().forEach(each -> addKey(keys, each, kind));
        return keys;
    }

    private void addKey(Set<String> keys, Subject subject, String kind) {
        if (subject.kind().equals(kind) && exists(subject)) {
            keys.add(subject.key());
        }
    }

    /** Whether the subject ever existed, archived or not. */
    boolean isKnown(Subject subject) {
        return pending.containsKey(subject) || head.subject(subject) != null;
    }

    /** Whether an operation has touched the subject. */
    boolean isTouched(Subject subject) {
        return pending.containsKey(subject);
    }

    /** The subject's version before this change; 0 for one that does not exist. */
    long version(Subject subject) {
        SubjectState state = head.subject(subject);
        return state == null || !state.isLive() ? 0 : state.version();
    }

    Optional<Document> documentBefore(Subject subject) {
        SubjectState state = head.subject(subject);
        return state == null ? Optional.empty() : state.document();
    }

    /** The flag as it would be, or null when there is none that can be read. */
    @Nullable
    Flag flag(String key) {
        Pending change = pending.get(Subject.flag(key));
        if (change != null) {
            return change.content instanceof Content.OfFlag content ? content.flag() : null;
        }
        return head.snapshot().flag(key) instanceof SnapshotFlag.Understood readable ? readable.flag() : null;
    }

    /** The segment as it would be, or null when there is none that can be read. */
    Content.@Nullable OfSegment segment(String key) {
        Pending change = pending.get(Subject.segment(key));
        @Nullable
        Content content = change != null
                ? change.content
                : Content.in(head, Subject.segment(key)).orElse(null);
        return content instanceof Content.OfSegment segment && !isUnreadable(segment.segment()) ? segment : null;
    }

    private static boolean isUnreadable(Segment segment) {
        return segment.when().filter(Condition.NotUnderstood.class::isInstance).isPresent();
    }

    /** What the subject refers to, as it would be. */
    List<Reference> references(Subject subject) {
        Pending change = pending.get(subject);
        if (change != null) {
            return change.content == null ? List.of() : change.content.references();
        }
        if (subject.kind().equals(Subject.SEGMENT)) {
            Segment segment = head.snapshot().segment(subject.key());
            return segment == null ? List.of() : Reference.of(segment);
        }
        Flag flag = subject.kind().equals(Subject.FLAG) ? flag(subject.key()) : null;
        return flag == null ? List.of() : Reference.of(flag);
    }

    void put(Content content, Origin origin) {
        pending.put(content.subject(), new Pending(content, origin));
    }

    void remove(Subject subject, Origin origin) {
        pending.put(subject, new Pending(null, origin));
    }

    /** Where the last change of the subject comes from. */
    Origin origin(Subject subject) {
        Pending change = pending.get(subject);
        return change == null ? Origin.command("") : change.origin;
    }

    /** The touched subjects whose document is no longer what it was. */
    List<Subject> changed() {
        List<Subject> changed = new ArrayList<>();
        pending.forEach((subject, change) -> {
            if (!change.document().equals(documentBefore(subject))) {
                changed.add(subject);
            }
        });
        return changed;
    }

    /** The subjects that exist now and are not among the changed ones. */
    List<Subject> unchanged(Collection<Subject> changed) {
        Set<Subject> without = new HashSet<>(changed);
        return head.live().stream()
                .map(SubjectState::subject)
                .filter(subject -> !without.contains(subject))
                .toList();
    }

    List<DraftChange> drafts() {
        List<DraftChange> drafts = new ArrayList<>();
        pending.forEach((subject, change) -> drafts.add(new DraftChange(subject, change.document())));
        return drafts;
    }

    private boolean isLive(Subject subject) {
        SubjectState state = head.subject(subject);
        return state != null && state.isLive();
    }

    /** What shall become of a subject; no content: it goes. */
    private record Pending(@Nullable Content content, Origin origin) {
        Optional<Document> document() {
            return content == null ? Optional.empty() : Optional.of(content.document());
        }
    }
}
