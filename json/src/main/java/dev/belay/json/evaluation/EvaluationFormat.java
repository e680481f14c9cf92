package dev.belay.json.evaluation;

import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Explanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Outcomes of evaluations, {@code {"flag", "value"?, "variant"?, "reason", "version", "position", "ruleId"?,
 * "errorCode"?, "message"?, "steps"?}}. Without a value the caller's default value applies.
 */
public final class EvaluationFormat {

    private EvaluationFormat() {}

    /** An outcome. */
    public static Value.StructureValue write(Evaluation evaluation) {
        return new Value.StructureValue(members(evaluation));
    }

    /** An outcome and the way to it, as {@code steps}. */
    public static Value.StructureValue write(Explanation explanation) {
        Map<String, Value> members = members(explanation.evaluation());
        members.put("steps", steps(explanation.steps()));
        return new Value.StructureValue(members);
    }

    private static Map<String, Value> members(Evaluation evaluation) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("flag", Value.of(evaluation.flag()));
        evaluation.variant().ifPresent(variant -> {
            members.put("value", variant.value());
            members.put("variant", Value.of(variant.name()));
        });
        members.put("reason", Value.of(evaluation.reason().name()));
        members.put("version", Value.of((double) evaluation.version()));
        members.put("position", Value.of(evaluation.position().toString()));
        evaluation.ruleId().ifPresent(id -> members.put("ruleId", Value.of(id)));
        if (evaluation instanceof Evaluation.Failed failed) {
            members.put("errorCode", Value.of(failed.code().name()));
            members.put("message", Value.of(failed.message()));
        }
        return members;
    }

    private static Value steps(List<Explanation.Step> steps) {
        return Value.of(steps.stream().map(EvaluationFormat::step).toList());
    }

    private static Value step(Explanation.Step step) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("subject", Value.of(step.subject()));
        members.put("held", Value.of(step.held()));
        members.put("detail", Value.of(step.detail()));
        if (!step.steps().isEmpty()) {
            members.put("steps", steps(step.steps()));
        }
        return Value.of(members);
    }
}
