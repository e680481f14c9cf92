package dev.belay.server.evaluations;

import dev.belay.core.ErrorCode;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.evaluation.EvaluationFormat;
import dev.belay.json.receipt.Receipt;
import dev.belay.json.receipt.Recorded;
import dev.belay.json.receipt.Replay;
import dev.belay.json.state.LedgerState;
import dev.belay.server.http.Structure;

/** Tells how a repeated evaluation compares with its receipt. Of a context that differs it never says in what. */
final class ReplayAnswer {

    private ReplayAnswer() {}

    /**
     * The repeated evaluation, explained, and the comparison.
     *
     * @param then the state at the receipt's position
     * @param now  the newest state
     */
    static Value of(Replay replay, LedgerState then, LedgerState now) {
        String flag = replay.receipt().flag();
        String behaviour = then.behaviour(flag).hash();
        Structure answer = new Structure();
        EvaluationFormat.write(replay.explanation()).members().forEach(answer::with);
        return answer.with("behaviour", behaviour)
                .with(
                        "replay",
                        new Structure()
                                .with("same", replay.isSame())
                                .with("sameBehaviour", replay.sameBehaviour())
                                .with("sameContext", replay.sameContext())
                                .with("sameOutcome", replay.sameOutcome())
                                .with(
                                        "current",
                                        behaviour.equals(now.behaviour(flag).hash()))
                                .with("recorded", recorded(replay.receipt()))
                                .value())
                .value();
    }

    private static Value recorded(Receipt receipt) {
        Recorded outcome = receipt.outcome();
        return new Structure()
                .with("reason", outcome.reason().name())
                .withText("variant", outcome.variant())
                .withText("ruleId", outcome.ruleId())
                .withText("errorCode", outcome.errorCode().map(ErrorCode::name))
                .withText("now", receipt.now().map(InstantFormat::write))
                .value();
    }
}
