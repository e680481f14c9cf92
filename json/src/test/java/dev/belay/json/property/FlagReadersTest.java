package dev.belay.json.property;

import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Takes a document that uses everything, breaks or rearranges it anywhere, and compares what the readers say. */
class FlagReadersTest {

    private static final String DOCUMENT = """
            {"key": "a", "type": "string", "variants": [{"name": "x", "value": "1"}, {"name": "y", "value": "2"}],
             "enabled": true, "offVariant": "x", "exposed": true,
             "prerequisites": [{"flag": "b", "variants": ["x"]}, {"flag": "c", "disabled": true}],
             "targets": [{"variant": "x", "keys": ["u", "v"]}],
             "rules": [
               {"id": "r", "when": {"all": [
                  {"attribute": "country", "in": ["PT"], "ignoreCase": true},
                  {"attribute": "age", "between": [1, 5], "as": "number", "negate": true},
                  {"attribute": "n", "modulo": {"divisor": 3, "remainder": 1}},
                  {"attribute": "n", "matches": ["^a+$", "b"]},
                  {"attribute": "v", "semver": ">=1.2 <3 || ~4"}, {"attribute": "v", "in": ["1.0"], "as": "version"},
                  {"attribute": "t", "before": "2026-01-02T03:04:05Z", "as": "time"}, {"attribute": "t", "after": 5},
                  {"attribute": "i", "cidr": ["10.0.0.0/8", "::1"]},
                  {"attribute": "h", "sha256In": {"salt": "s", "hashes":
                    ["0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]}},
                  {"time": {"zone": "Europe/Lisbon", "from": "09:00", "to": "17:30:15", "days": ["mon", "fri"]}},
                  {"now": {"after": "2026-01-02T03:04:05Z", "before": 1900000000000}},
                  {"any": [{"flag": "c", "variants": ["on"]}, {"flag": "d", "disabled": true}, {"segment": "s"}]},
                  {"not": {"share": {"from": 0, "to": 5, "bucketing": {"salt": "s", "total": 10}}}}]},
                "serve": {"split": {"slices": [{"variant": "x", "weight": 3}, {"variant": "y", "weight": 7}],
                  "bucketing": {"algorithm": "belay-1", "salt": "o", "by": "k", "total": 10,
                    "onMissingKey": "error", "parameters": {}}}}}],
             "otherwise": {"variant": "y"}, "bucketing": {"by": "$random"}, "requires": ["operator:in"]}
            """;
    private static final List<Value> ODDITIES = List.of(
            Value.NULL,
            Value.of(true),
            Value.of(-1),
            Value.of(0.5),
            Value.of(1e15),
            Value.of(""),
            Value.of("x"),
            Value.of("/~"),
            Value.of(List.of()),
            Value.of(Map.of()));

    private final Value document = Json.read(DOCUMENT);

    @Test
    void neverAcceptStrictlyWhatTheyCannotReadLeniently() {
        qt().withExamples(20_000)
                .forAll(integers().all(), integers().between(0, 3))
                .check((seed, times) -> agree(changed(seed, times)));
    }

    @Test
    void neverThrowWhateverTheDocument() {
        qt().forAll(Values.any()).check(FlagReadersTest::agree);
    }

    private static boolean agree(Value changed) {
        SnapshotFlag lenient = FlagFormat.readLenient("a", 1, changed);
        try {
            Flag strict = FlagFormat.read(changed);
            return !strict.key().equals("a")
                    || (lenient.equals(new SnapshotFlag.Understood(1, strict))
                            && FlagFormat.read(FlagFormat.write(strict)).equals(strict));
        } catch (InvalidDocumentException refused) {
            return !refused.violations().isEmpty();
        }
    }

    private Value changed(int seed, int times) {
        SplittableRandom random = new SplittableRandom(seed);
        Value changed = document;
        for (int time = 0; time < times; time++) {
            changed = changedSomewhere(changed, random);
        }
        return changed;
    }

    private static Value changedSomewhere(Value value, SplittableRandom random) {
        if (random.nextInt(6) == 0) {
            return ODDITIES.get(random.nextInt(ODDITIES.size()));
        }
        if (value instanceof Value.StructureValue structure
                && !structure.members().isEmpty()) {
            return changedMember(structure, random);
        }
        if (value instanceof Value.ListValue list && !list.items().isEmpty()) {
            return changedItem(list, random);
        }
        return ODDITIES.get(random.nextInt(ODDITIES.size()));
    }

    private static Value changedMember(Value.StructureValue structure, SplittableRandom random) {
        Map<String, Value> members = new LinkedHashMap<>(structure.members());
        List<String> names = List.copyOf(members.keySet());
        String name = names.get(random.nextInt(names.size()));
        Value member = structure.members().get(name);
        switch (random.nextInt(8)) {
            case 0 -> members.remove(name);
            case 1 -> members.put(name + "x", member);
            case 2 -> members.put("variant", Value.of("x"));
            default -> members.put(name, changedSomewhere(member, random));
        }
        return Value.of(members);
    }

    private static Value changedItem(Value.ListValue list, SplittableRandom random) {
        List<Value> items = new ArrayList<>(list.items());
        int index = random.nextInt(items.size());
        switch (random.nextInt(5)) {
            case 0 -> items.remove(index);
            case 1 -> items.add(items.get(index));
            default -> items.set(index, changedSomewhere(items.get(index), random));
        }
        return Value.of(items);
    }
}
