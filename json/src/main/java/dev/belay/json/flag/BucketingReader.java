package dev.belay.json.flag;

import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import dev.belay.core.bucketing.MissingKey;
import dev.belay.core.bucketing.Totals;
import dev.belay.core.condition.AttributeName;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what a document says about bucketing. */
final class BucketingReader {

    private static final List<String> ALGORITHMS =
            Arrays.stream(Algorithm.values()).map(Algorithm::word).toList();
    private static final List<String> CHOICES =
            Arrays.stream(MissingKey.values()).map(MissingKey::word).toList();
    private static final Set<String> FIELDS = Set.of("algorithm", "salt", "by", "total", "parameters", "onMissingKey");
    private static final Set<String> SHARE_FIELDS = Set.of("algorithm", "salt", "by", "total", "parameters");

    private BucketingReader() {}

    /**
     * The bucketing of a flag or a split.
     *
     * @param base what it takes from where it says nothing; what is returned always fits over it
     */
    static BucketingOverride read(Part part, Bucketing base) {
        return read(part.members(FIELDS), base);
    }

    /** The bucketing of a share, which must name its salt. */
    static BucketingOverride readOfShare(Part part, Bucketing base) {
        Members members = part.members(SHARE_FIELDS);
        members.require("salt");
        return read(members, base);
    }

    private static BucketingOverride read(Members members, Bucketing base) {
        Optional<Algorithm> own = members.find("algorithm").flatMap(BucketingReader::algorithm);
        Algorithm algorithm = own.orElse(base.algorithm());
        return new BucketingOverride(
                own,
                members.find("salt").map(Part::text),
                members.find("by").map(BucketingReader::by),
                members.find("total").map(part -> total(part, algorithm)).orElse(OptionalInt.empty()),
                members.find("parameters")
                        .map(part -> ParametersReader.read(part, algorithm))
                        .orElse(Map.of()),
                members.find("onMissingKey").flatMap(BucketingReader::onMissingKey));
    }

    /** The attribute that is bucketed by, or {@code $random}. */
    static String by(Part part) {
        String by = part.text();
        return by.equals(Bucketing.RANDOM) ? by : attribute(part).toString();
    }

    static AttributeName attribute(Part part) {
        String name = part.text();
        try {
            return AttributeName.parse(part.isText() ? name : "unreadable");
        } catch (IllegalArgumentException notAName) {
            part.refuse(String.valueOf(notAName.getMessage()), "a name, or a JSON Pointer that begins with /");
            return AttributeName.parse("unreadable");
        }
    }

    private static OptionalInt total(Part part, Algorithm algorithm) {
        int total = (int) part.integer(1, Integer.MAX_VALUE);
        Totals totals = algorithm.totals();
        if (totals.allows(total)) {
            return OptionalInt.of(total);
        }
        if (part.value().equals(Value.of((double) total))) {
            part.refuse("With " + algorithm.word() + " the total must be " + totals.allowed(), totals.allowed());
        }
        return OptionalInt.empty();
    }

    private static Optional<Algorithm> algorithm(Part part) {
        String word = part.text();
        Optional<Algorithm> algorithm = Algorithm.find(word);
        if (algorithm.isEmpty() && part.isText()) {
            part.refuse(
                    "There is no algorithm '" + word + "'" + Nearest.hint(word, ALGORITHMS), Nearest.list(ALGORITHMS));
        }
        return algorithm;
    }

    private static Optional<MissingKey> onMissingKey(Part part) {
        String word = part.text();
        Optional<MissingKey> choice = MissingKey.find(word);
        if (choice.isEmpty() && part.isText()) {
            part.refuse("There is no choice '" + word + "'" + Nearest.hint(word, CHOICES), Nearest.list(CHOICES));
        }
        return choice;
    }
}
