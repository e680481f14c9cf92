package dev.belay.control;

import dev.belay.core.Position;
import dev.belay.json.Violation;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries flags and segments from one environment of a project to another, as one entry, which an ordinary rollback
 * takes back.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; writes block until they are durable.
 */
public final class Promotions {

    private final FlagSets flagSets;
    private final History history;

    /** Promotes between flag sets. */
    public Promotions(FlagSets flagSets, History history) {
        this.flagSets = flagSets;
        this.history = history;
    }

    /**
     * Promotes to an environment.
     *
     * @param environment the target, which the principal may write; it must be able to read the source, too
     * @return what became of it, without an entry if no document changed; and what it was taken from
     * @throws RefusedException {@code forbidden}, {@code environment-not-found}; {@code invalid-request} if source and
     *     target are the same; {@code revision-unknown} or {@code revision-compacted} for a revision that cannot be
     *     reached; {@code flag-not-found} for a chosen flag that the source does not have; {@code version-conflict} with
     *     what changed since the base in the member {@code changed}; {@code missing-reference} and the like if what
     *     arrives does not fit to what is there
     */
    public Promoted promote(String project, String environment, WriteRequest request, Promotion promotion) {
        LedgerId target = flagSets.open(request.principal(), Permission.WRITE, project, environment);
        LedgerId from = flagSets.open(request.principal(), Permission.READ, project, promotion.from());
        refuseItself(from, target);
        LedgerState source = promotion
                .revision()
                .map(revision -> history.at(from, revision, Origin.command("/fromRevision")))
                .orElseGet(() -> history.head(from));
        WriteResult result = flagSets.write(target, request, () -> intent(from, source, target, promotion));
        return new Promoted(result, source.position());
    }

    /**
     * What became of a promotion.
     *
     * @param result what a write answers
     * @param source the position of the source
     */
    public record Promoted(WriteResult result, Position source) {}

    private Intent intent(LedgerId from, LedgerState source, LedgerId target, Promotion promotion) {
        Optional<LedgerState> base = promotion.base().map(position -> base(target, position));
        return new Intent(
                new PromotionPlan(from, source, promotion, base),
                (before, after) -> PromotionForesight.of(promotion, source, before, after),
                List.of());
    }

    private LedgerState base(LedgerId target, Position position) {
        PromotionBase.checkEpoch(history.head(target), position);
        return history.at(target, position.revision(), Origin.command(PromotionBase.PLACE));
    }

    private static void refuseItself(LedgerId from, LedgerId target) {
        if (from.equals(target)) {
            String detail = "The environment " + target.environment().orElseThrow()
                    + " cannot be promoted to itself; name another one, or roll back to go to an earlier revision";
            Violation violation = Violation.of("/from", detail, "another environment of the project");
            throw new RefusedException(ProblemName.INVALID_REQUEST, detail, List.of(violation), Map.of());
        }
    }
}
