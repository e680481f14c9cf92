package dev.belay.server.ofrep;

import dev.belay.core.ErrorCode;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.json.receipt.Receipt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts evaluations into OFREP's words. */
final class AnswerFormat {

    private AnswerFormat() {}

    /** One flag's answer, as it stands alone or in a list. */
    static Value write(Evaluation evaluation) {
        return write(evaluation, Optional.empty(), Map.of());
    }

    /** One flag's answer with its receipt, if one is wanted, and further metadata. */
    // Absent means that none is wanted, which only the method above says.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    static Value write(Evaluation evaluation, Optional<Receipt> receipt, Map<String, Value> further) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("key", Value.of(evaluation.flag()));
        if (evaluation instanceof Evaluation.Failed failed) {
            members.put("errorCode", Value.of(errorCode(failed.code()).name()));
            members.put("errorDetails", Value.of(failed.message()));
        } else {
            members.put("reason", Value.of(word(evaluation.reason()).name()));
            evaluation.variant().ifPresent(variant -> {
                members.put("value", variant.value());
                members.put("variant", Value.of(variant.name()));
            });
        }
        Map<String, Value> metadata = metadata(evaluation);
        metadata.putAll(further);
        receipt.ifPresent(written -> metadata.put("belay.receipt", Value.of(written.toString())));
        if (!metadata.isEmpty()) {
            members.put("metadata", Value.of(metadata));
        }
        return Value.of(members);
    }

    /** A request that cannot be answered because of what it says. */
    static Value refusal(Map<String, Value> key, ErrorCode code, String details) {
        Map<String, Value> members = new LinkedHashMap<>(key);
        members.put("errorCode", Value.of(code.name()));
        members.put("errorDetails", Value.of(details));
        return Value.of(members);
    }

    private static Map<String, Value> metadata(Evaluation evaluation) {
        Map<String, Value> metadata = new LinkedHashMap<>();
        if (evaluation.version() > 0) {
            metadata.put("belay.version", Value.of((double) evaluation.version()));
        }
        if (evaluation.errorCode().isEmpty() && word(evaluation.reason()) != evaluation.reason()) {
            metadata.put("belay.reason", Value.of(evaluation.reason().name()));
        }
        return metadata;
    }

    private static Reason word(Reason reason) {
        return switch (reason) {
            case STATIC, TARGETING_MATCH, SPLIT, DISABLED, UNKNOWN -> reason;
            case DEFAULT, PREREQUISITE_FAILED, STALE, CACHED, ERROR -> Reason.UNKNOWN;
        };
    }

    private static ErrorCode errorCode(ErrorCode code) {
        return switch (code) {
            case PARSE_ERROR, TARGETING_KEY_MISSING, INVALID_CONTEXT, FLAG_NOT_FOUND, GENERAL -> code;
            case PROVIDER_NOT_READY, PROVIDER_FATAL, TYPE_MISMATCH -> ErrorCode.GENERAL;
        };
    }
}
