package dev.belay.control;

import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the dry run of a promotion says beyond the differences: what is another in the target, and whom else it touches. */
final class PromotionForesight {

    private PromotionForesight() {}

    static Foresight of(Promotion promotion, LedgerState source, LedgerState before, LedgerState after) {
        if (promotion.flags().isEmpty()) {
            return Foresight.NOTHING;
        }
        List<Subject> flags = promotion.flags().orElse(Set.of()).stream()
                .map(Subject::flag)
                .filter(flag -> isLive(source.subject(flag)))
                .toList();
        return promotion.choices().closure()
                ? new Foresight(List.of(), Foresight.sharedSegments(before, after, flags))
                : leftBehind(promotion.from(), flags, source, after);
    }

    private static Foresight leftBehind(String from, List<Subject> flags, LedgerState source, LedgerState after) {
        List<ClosureChange> closure = new ArrayList<>();
        flags.forEach(flag -> closure.addAll(Foresight.changes(flag, source, after)));
        List<String> warnings = new ArrayList<>(
                closure.stream().map(change -> sentence(from, change)).toList());
        if (!closure.isEmpty()) {
            warnings.add("To carry what the flags depend on as well, promote them with their closure (withClosure)");
        }
        return new Foresight(closure, warnings);
    }

    private static String sentence(String from, ClosureChange change) {
        return "The " + Finding.name(change.of()) + " depends on the " + Finding.name(change.subject())
                + ", which is another in " + from + " than here, so that it may answer differently";
    }

    private static boolean isLive(@Nullable SubjectState state) {
        return state != null && state.isLive();
    }
}
