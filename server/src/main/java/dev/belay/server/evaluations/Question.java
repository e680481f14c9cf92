package dev.belay.server.evaluations;

import dev.belay.core.EvaluationContext;
import dev.belay.core.condition.AttributeName;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.receipt.Receipt;
import dev.belay.server.flagset.AskedContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked: a flag's answer, or that an earlier one be repeated. */
sealed interface Question {

    /** The names that a body may have. */
    Set<String> FIELDS = Set.of("flag", "context", "private", "at", "explain", "receipt");

    /** Whom and what it is about. */
    EvaluationContext context();

    /** What a flag answers. */
    record Ask(String flag, EvaluationContext context, Optional<At> at, boolean explain) implements Question {}

    /** What the flag of a receipt answers at the position and the moment of that receipt. */
    record Repeat(Receipt receipt, EvaluationContext context) implements Question {}

    static Question read(Members body) {
        EvaluationContext context = body.find("context")
                .map(AskedContext::read)
                .orElse(EvaluationContext.empty())
                .withPrivate(hidden(body));
        Optional<Part> receipt = body.find("receipt");
        if (receipt.isPresent()) {
            return repeat(receipt.get(), body, context);
        }
        return new Ask(
                body.require("flag").text(),
                context,
                body.find("at").map(At::read),
                body.find("explain").map(Part::truth).orElse(false));
    }

    private static Question repeat(Part part, Members body, EvaluationContext context) {
        for (String name : List.of("flag", "at", "explain")) {
            body.find(name)
                    .ifPresent(said -> said.refuse(
                            "Leave this out: the receipt says what is asked",
                            "only 'receipt', 'context' and 'private'"));
        }
        String text = part.text();
        try {
            return new Repeat(Receipt.parse(text), context);
        } catch (IllegalArgumentException malformed) {
            if (part.isText()) {
                part.refuse(String.valueOf(malformed.getMessage()), "a receipt, as an explained answer has it");
            }
            return new Ask("", context, Optional.empty(), false);
        }
    }

    private static String[] hidden(Members body) {
        return body.find("private").map(Part::items).orElse(List.of()).stream()
                .map(Question::root)
                .toArray(String[]::new);
    }

    /** A place within an attribute makes the whole attribute private. */
    private static String root(Part part) {
        String name = part.text();
        try {
            return part.isText() ? AttributeName.parse(name).root() : name;
        } catch (IllegalArgumentException malformed) {
            part.refuse(String.valueOf(malformed.getMessage()), "the name of an attribute");
            return name;
        }
    }
}
