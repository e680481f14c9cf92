package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.archive.RetentionPolicy;
import dev.belay.ledger.archive.RetentionPolicy.Purpose;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Retention policies as JSON: what is usual for a purpose is written out, so that it stays what it was. */
public final class RetentionFormat {

    /** The names that a policy may have; none of them keeps everything. */
    public static final Set<String> FIELDS = Set.of("purpose", "keepDays", "keepEntries");

    private static final Set<String> STORED = Set.of("format", "key", "purpose", "keepDays", "keepEntries");

    private RetentionFormat() {}

    /** The policy with these members; what is wrong with them is noted. */
    public static RetentionPolicy read(Members members) {
        RetentionPolicy policy =
                members.find("purpose").map(RetentionFormat::usual).orElse(RetentionPolicy.EVERYTHING);
        policy = members.find("keepDays")
                .map(days -> (int) days.integer(1, RetentionPolicy.MOST_DAYS))
                .map(policy::withDays)
                .orElse(policy);
        return members.find("keepEntries")
                .map(entries -> entries.integer(Retention.LEAST_KEPT, RetentionPolicy.MOST_ENTRIES))
                .map(policy::withEntries)
                .orElse(policy);
    }

    /** A stored policy. One that a newer version has made, and this one does not understand, keeps everything here. */
    static RetentionPolicy read(Value document) {
        Findings findings = Findings.strict();
        RetentionPolicy policy = read(Part.root(document, findings).members(STORED));
        return findings.violations().isEmpty() ? policy : RetentionPolicy.EVERYTHING;
    }

    /** The members of a policy. */
    public static Value.StructureValue value(RetentionPolicy policy) {
        Map<String, Value> members = new LinkedHashMap<>();
        policy.purpose().ifPresent(purpose -> members.put("purpose", Value.of(purpose.word())));
        policy.keepDays().ifPresent(days -> members.put("keepDays", Value.of(days)));
        policy.keepEntries().ifPresent(entries -> members.put("keepEntries", Value.of((double) entries)));
        return new Value.StructureValue(members);
    }

    private static RetentionPolicy usual(Part word) {
        String given = word.text();
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose.word().equals(given))
                .findFirst()
                .map(RetentionPolicy::of)
                .orElseGet(() -> {
                    word.refuse("There is no purpose '" + given + "' of history", words());
                    return RetentionPolicy.EVERYTHING;
                });
    }

    private static String words() {
        return Arrays.stream(Purpose.values()).map(Purpose::word).collect(Collectors.joining(", "));
    }
}
