package dev.belay.json.state;

import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import dev.belay.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the answers of a flag depend on in one state: the documents of the flag and of all flags and segments
 * that it asks, directly or not, and what those ask for. A disabled flag asks nothing, and whoever asks only whether a
 * flag is disabled does not depend on what that flag asks.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param documents  the hash of each document, by kind and key; empty for what is asked and does not exist
 * @param attributes where in evaluation contexts something is asked
 * @param asksNow    whether the time is asked
 * @param asksRandom whether chance is asked
 */
public record FlagClosure(
        SortedMap<Subject, Optional<String>> documents,
        Set<AttributeName> attributes,
        boolean asksNow,
        boolean asksRandom) {

    /** Copies the collections. */
    public FlagClosure {
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
        attributes = Collections.unmodifiableSet(new LinkedHashSet<>(attributes));
    }

    /** The closure of a flag, which need not exist. */
    public static FlagClosure of(LedgerState state, String flag) {
        return ClosureWalk.from(state, flag);
    }

    /**
     * The behaviour hash: the SHA-256, in hexadecimal, of the canonical JSON of {@code [[kind, key, document hash or
     * null], …]} by kind and key. As long as it is the same, the same context at the same moment gets the same answer.
     */
    public String behaviour() {
        List<Value> rows = new ArrayList<>();
        documents.forEach((subject, hash) -> rows.add(row(subject, hash)));
        return Sha256.hex(CanonicalJson.bytes(Value.of(rows)));
    }

    // A map's values are Optional where absence counts.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static Value row(Subject subject, Optional<String> hash) {
        return Value.of(List.of(
                Value.of(subject.kind()),
                Value.of(subject.key()),
                hash.map(Value::of).orElse(Value.NULL)));
    }
}
