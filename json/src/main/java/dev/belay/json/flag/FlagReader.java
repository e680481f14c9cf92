package dev.belay.json.flag;

import dev.belay.core.Shared;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.FlagType;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Target;
import dev.belay.core.flag.Variant;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Nearest;
import dev.belay.json.reading.Part;
import dev.belay.json.reading.TypeWords;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the document of a flag, from the parts that others refer to towards those that refer. */
final class FlagReader {

    private static final Set<String> FIELDS = Set.of(
            "format",
            "key",
            "type",
            "variants",
            "enabled",
            "offVariant",
            "exposed",
            "prerequisites",
            "targets",
            "rules",
            "otherwise",
            "bucketing",
            "requires");
    private static final String TYPES =
            Nearest.list(Arrays.stream(FlagType.values()).map(FlagType::word).toList());

    private FlagReader() {}

    static Flag read(Part root) {
        return read(root, "");
    }

    /** @param known the key that the flag is known by, so that both are one text */
    static Flag read(Part root, String known) {
        Members document = root.members(FIELDS);
        Shared shared = root.findings().shared();
        Header.checkFormat(document);
        List<String> requires = Header.requires(document);
        String key = sameIfEqual(known, Header.key(document.require("key")));
        Optional<FlagType> type = type(document.require("type", TYPES));
        List<Variant> variants = variants(document.require("variants"), type);
        Bucketing bucketing = bucketing(document, key);
        VariantNames names = new VariantNames(variants);
        ServeReader serves = new ServeReader(names, bucketing);
        return new Flag(
                key,
                type.orElse(FlagType.BOOLEAN),
                variants,
                document.require("enabled").truth(),
                shared.same(document.find("offVariant").map(names::read)),
                document.find("exposed").map(Part::truth).orElse(false),
                Header.list(document, "prerequisites", FlagReader::prerequisite),
                Header.list(document, "targets", part -> target(part, names)),
                shared.same(List.copyOf(rules(document, serves, bucketing))),
                shared.same(document.find("otherwise").map(serves::read)),
                bucketing,
                requires);
    }

    private static Optional<FlagType> type(Part part) {
        String word = part.text();
        Optional<FlagType> type = FlagType.find(word);
        if (type.isEmpty() && part.isText()) {
            part.refuse("There is no type '" + word + "'" + Nearest.hint(word, List.of(TYPES.split(", ", -1))), TYPES);
        }
        return type;
    }

    private static List<Variant> variants(Part part, Optional<FlagType> type) {
        List<Part> items = part.items();
        if (items.isEmpty() && part.isList()) {
            part.refuse("A flag needs at least one variant", "at least one variant");
        }
        Set<String> seen = new HashSet<>();
        return part.findings()
                .shared()
                .same(List.copyOf(
                        items.stream().map(item -> variant(item, type, seen)).toList()));
    }

    private static Variant variant(Part part, Optional<FlagType> type, Set<String> seen) {
        Members members = part.members(Set.of("name", "value"));
        Part name = members.require("name");
        String text = Header.name(name);
        if (!seen.add(text)) {
            name.refuse("Another variant is named '" + text + "' too", "a name that no other variant has");
        }
        Part value = members.require("value");
        type.filter(wanted -> !wanted.allows(value.value()))
                .ifPresent(wanted -> value.refuse(
                        "The flag's values are of type " + wanted.word() + ", and this is "
                                + TypeWords.of(value.value()),
                        wanted.word()));
        return new Variant(text, value.value());
    }

    private static Bucketing bucketing(Members document, String key) {
        Bucketing read = document.find("bucketing")
                .map(part -> BucketingReader.read(part, Bucketing.defaultFor(key)))
                .orElse(BucketingOverride.NONE)
                .over(Bucketing.defaultFor(key), key);
        return read.withSalt(sameIfEqual(key, read.salt()));
    }

    private static String sameIfEqual(String known, String read) {
        return known.equals(read) ? known : read;
    }

    private static Prerequisite prerequisite(Part part) {
        Members members = part.members(Set.of("flag", "variants", "disabled"));
        String flag = Header.key(members.require("flag"));
        FlagQuestion question = FlagQuestion.read(members);
        return question.disabled()
                ? new Prerequisite.Disabled(flag)
                : new Prerequisite.Serves(flag, question.variants());
    }

    private static Target target(Part part, VariantNames names) {
        Members members = part.members(Set.of("variant", "keys"));
        return new Target(names.read(members.require("variant")), KeyList.read(members.require("keys")));
    }

    private static List<Rule> rules(Members document, ServeReader serves, Bucketing bucketing) {
        ConditionReader conditions = new ConditionReader(bucketing);
        Set<String> ids = new HashSet<>();
        List<Rule> rules = Header.list(document, "rules", part -> rule(part, ids, conditions, serves));
        document.find("rules")
                .filter(part -> part.findings().isStrict() && rules.size() > FlagFormat.MAX_RULES)
                .ifPresent(part -> part.refuse(
                        "The flag has " + rules.size() + " rules", "at most " + FlagFormat.MAX_RULES + " rules"));
        return rules;
    }

    private static Rule rule(Part part, Set<String> ids, ConditionReader conditions, ServeReader serves) {
        Members members = part.members(Set.of("id", "when", "serve"));
        Part id = members.require("id");
        String text = Header.name(id);
        if (!ids.add(text)) {
            id.refuse("Another rule has the id '" + text + "' too", "an id that no other rule has");
        }
        return part.findings()
                .shared()
                .same(new Rule(text, conditions.read(members.require("when")), serves.read(members.require("serve"))));
    }
}
