package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.json.reading.Nearest;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.LedgerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gives a flag set documents of another one.
 *
 * @param from   the flag set that they come from
 * @param source its state
 * @param wanted what is carried over
 * @param base   the state of the target that the requester knew, if that matters
 */
record PromotionPlan(LedgerId from, LedgerState source, Promotion wanted, Optional<LedgerState> base) implements Plan {

    @Override
    public Outcome carryOut(WorkingState state) {
        Set<Subject> wantedHere = wanted.flags().isPresent() ? chosen(state) : everything();
        Origin origin = origin();
        wantedHere.stream()
                .filter(subject -> isAnother(state, subject))
                .forEach(subject -> Content.in(source, subject).ifPresent(content -> carry(state, content, origin)));
        List<Subject> missing = missing(state);
        if (wanted.choices().prune()) {
            missing.forEach(subject -> state.remove(subject, origin));
        }
        base.ifPresent(known -> PromotionBase.check(state, known));
        PromotedFrom link = new PromotedFrom(from, source.position(), only());
        return new Outcome("flag-set.promoted", link.links(), warnings(state, missing));
    }

    // By the hashes alone, so that ten thousand flags of which few differ are not read while the ledger's writer waits.
    private boolean isAnother(WorkingState state, Subject subject) {
        SubjectState there = source.subject(subject);
        return there != null && !there.document().equals(state.documentBefore(subject));
    }

    private void carry(WorkingState state, Content content, Origin origin) {
        Content arriving = wanted.choices().state() ? content : asEnabledHere(state, content);
        if (!state.documentBefore(content.subject()).equals(Optional.of(arriving.document()))) {
            state.put(arriving, origin);
        }
    }

    // Whether a flag is asked at all is decided in each environment: a promotion must neither undo an emergency's
    // disabling nor switch on what nobody has switched on here. See decision 0020.
    private static Content asEnabledHere(WorkingState state, Content content) {
        if (!content.subject().kind().equals(Subject.FLAG)) {
            return content;
        }
        boolean here = isEnabled(state.documentBefore(content.subject()));
        return here == isEnabled(Optional.of(content.document())) ? content : content.withEnabled(here);
    }

    // Optional as the state answers it.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static boolean isEnabled(Optional<Document> document) {
        return document.map(Document::value)
                .filter(value -> value instanceof Value.StructureValue(var members)
                        && Value.of(true).equals(members.get("enabled")))
                .isPresent();
    }

    private Set<Subject> everything() {
        return source.live().stream()
                .map(SubjectState::subject)
                .filter(PromotionPlan::isCarried)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isCarried(Subject subject) {
        return subject.kind().equals(Subject.FLAG) || subject.kind().equals(Subject.SEGMENT);
    }

    private Set<Subject> chosen(WorkingState state) {
        Set<Subject> chosen = new LinkedHashSet<>();
        for (Subject flag : flags(state)) {
            chosen.add(flag);
            if (wanted.choices().closure()) {
                chosen.addAll(Closure.of(source, flag));
            }
        }
        return chosen;
    }

    private List<Subject> flags(WorkingState state) {
        return wanted.flags().orElse(Set.of()).stream()
                .map(key -> flag(state, key))
                .toList();
    }

    private Subject flag(WorkingState state, String key) {
        boolean possible = !key.isEmpty() && key.indexOf(0) < 0;
        Subject flag = Subject.flag(possible ? key : "?");
        if (possible && (isInSource(flag) || (wanted.choices().prune() && state.isKnown(flag)))) {
            return flag;
        }
        String advice = state.exists(flag) ? "; to archive it here as well, say so by prune (--prune)" : nearest(key);
        String environment = from.environment().orElseThrow();
        String detail = "There is no flag '" + key + "' in " + environment + " at " + source.position() + advice;
        throw new RefusedException(
                ProblemName.FLAG_NOT_FOUND, detail, List.of(Violation.of("/flags", detail)), Map.of());
    }

    private String nearest(String key) {
        return Nearest.hint(key, new WorkingState(source).keys(Subject.FLAG));
    }

    private boolean isInSource(Subject subject) {
        SubjectState state = source.subject(subject);
        return state != null && state.isLive();
    }

    /** What the target has, of everything that is promoted, and the source has not. */
    private List<Subject> missing(WorkingState state) {
        return state.head().live().stream()
                .map(SubjectState::subject)
                .filter(PromotionPlan::isCarried)
                .filter(subject -> !isInSource(subject))
                .filter(subject -> wanted.flags()
                        .map(keys -> subject.kind().equals(Subject.FLAG) && keys.contains(subject.key()))
                        .orElse(true))
                .sorted()
                .toList();
    }

    private Origin origin() {
        if (wanted.flags().isEmpty()) {
            return Origin.command("/from");
        }
        Origin flags = Origin.command("/flags");
        return wanted.choices().closure() ? flags : flags.withoutClosure();
    }

    private Optional<List<Subject>> only() {
        return wanted.flags().map(keys -> keys.stream().map(Subject::flag).toList());
    }

    private List<String> warnings(WorkingState state, List<Subject> missing) {
        Map<String, List<Subject>> found = new LinkedHashMap<>();
        if (!missing.isEmpty()) {
            String environment = from.environment().orElseThrow();
            found.put(
                    wanted.choices().prune()
                            ? "Archived, because " + environment + " does not have them: "
                            : "Left alone, because " + environment
                                    + " does not have them, and archiving was not asked for (prune): ",
                    missing);
        }
        if (!wanted.choices().state()) {
            found.put("New here, and disabled until somebody enables them: ", disarmed(state));
        }
        found.values().removeIf(List::isEmpty);
        return found.entrySet().stream()
                .map(each -> each.getKey() + Finding.names(each.getValue()))
                .toList();
    }

    private List<Subject> disarmed(WorkingState state) {
        List<Subject> disarmed = new ArrayList<>();
        for (Subject subject : state.changed()) {
            boolean isNew = subject.kind().equals(Subject.FLAG) && state.version(subject) == 0;
            if (isNew
                    && Content.in(source, subject)
                            .filter(there -> isEnabled(Optional.of(there.document())))
                            .isPresent()) {
                disarmed.add(subject);
            }
        }
        return disarmed;
    }
}
