package dev.belay.server.flagset;

import dev.belay.control.delta.Delta;
import dev.belay.core.Value;
import dev.belay.json.reference.References;
import dev.belay.json.state.Document;
import dev.belay.ledger.diff.StateDifference;
import dev.belay.server.http.Structure;
import java.util.Optional;

/** How a subject differs between two states, as JSON. */
public final class Differences {

    private Differences() {}

    /** The difference, with both documents and the way from one to the other. */
    public static Value value(StateDifference difference) {
        return describe(difference).value();
    }

    /** The same as the beginning of something that says more. */
    public static Structure describe(StateDifference difference) {
        return new Structure()
                .with("subject", References.subject(difference.subject()))
                .withValue("before", difference.before().map(Document::value))
                .withValue("after", difference.after().map(Document::value))
                .with("delta", delta(difference.before(), difference.after()));
    }

    /** The two patches between two documents, either of which may be absent. */
    // Both are optional components of what is compared.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Value delta(Optional<Document> before, Optional<Document> after) {
        return Delta.between(
                        before.map(Document::value).orElse(null),
                        after.map(Document::value).orElse(null))
                .toValue();
    }
}
