package dev.belay.control.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.Value;
import dev.belay.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaTest {

    @Test
    void namesWhatChanged() {
        Value before = Json.read("{\"enabled\": true, \"rules\": [1, 2]}");
        Value after = Json.read("{\"enabled\": false, \"rules\": [1, 2, 3]}");

        Delta delta = Delta.between(before, after);

        assertThat(delta.forward())
                .containsExactlyInAnyOrder(
                        Json.read("{\"op\": \"replace\", \"path\": \"/enabled\", \"value\": false}"),
                        Json.read("{\"op\": \"add\", \"path\": \"/rules/2\", \"value\": 3}"));
    }

    @Test
    void isEmptyForEqualDocuments() {
        Value document = Json.read("{\"a\": [1, {\"b\": null}]}");

        assertThat(Delta.between(document, document).isEmpty()).isTrue();
        assertThat(Delta.between(null, null).isEmpty()).isTrue();
    }

    @Test
    void addsAndRemovesTheRootWhereThereIsNoDocument() {
        Value document = Json.read("{\"a\": 1}");

        Delta birth = Delta.between(null, document);

        assertThat(Delta.apply(null, birth.forward())).isEqualTo(document);
        assertThat(Delta.apply(document, birth.back())).isNull();
    }

    @Test
    void keepsNullApartFromAbsence() {
        Value before = Json.read("{\"a\": null}");
        Value after = Json.read("{}");

        Delta delta = Delta.between(before, after);

        assertThat(Delta.apply(before, delta.forward())).isEqualTo(after);
        assertThat(Delta.apply(after, delta.back())).isEqualTo(before);
    }

    @Test
    void replacesDocumentsWhoseLongListsHaveNothingInCommon() {
        Value before = Value.of(Map.of("keys", numbers(0, 50_000)));
        Value after = Value.of(Map.of("keys", numbers(50_000, 100_000)));

        Delta delta = Delta.between(before, after);

        assertThat(delta.forward()).hasSize(1);
        assertThat(Delta.apply(before, delta.forward())).isEqualTo(after);
    }

    @Test
    void staysSmallWhenALongListGainsOneItem() {
        Value before = numbers(0, 10_000);
        Value after = numbers(0, 10_001);

        assertThat(Delta.between(before, after).forward()).hasSize(1);
    }

    @Test
    void refusesAPatchThatDoesNotFit() {
        List<Value> patch = List.of(Json.read("{\"op\": \"remove\", \"path\": \"/absent/deeper\"}"));

        assertThatIllegalArgumentException().isThrownBy(() -> Delta.apply(Json.read("{}"), patch));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leadsThereAndBackAgain(long seed) {
        Random random = new Random(seed);
        Value before = structure(random, 4);
        Value after = random.nextBoolean() ? changed(before, random) : structure(random, 4);

        Delta delta = Delta.between(before, after);

        assertThat(Delta.apply(before, delta.forward())).isEqualTo(after);
        assertThat(Delta.apply(after, delta.back())).isEqualTo(before);
    }

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    private static Value numbers(int from, int to) {
        return Value.of(IntStream.range(from, to).mapToObj(Value::of).toList());
    }

    private static Value any(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Value.NULL;
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of(random.nextInt(20) / 4.0);
            case 3 -> Value.of("~/".repeat(random.nextInt(2)) + random.nextInt(5));
            case 4 -> list(random, depth - 1);
            default -> structure(random, depth - 1);
        };
    }

    private static Value list(Random random, int depth) {
        return Value.of(IntStream.range(0, random.nextInt(5))
                .mapToObj(_ -> any(random, depth))
                .toList());
    }

    private static Value structure(Random random, int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        IntStream.range(0, random.nextInt(5)).forEach(_ -> members.put(name(random), any(random, depth)));
        return Value.of(members);
    }

    private static String name(Random random) {
        return List.of("a", "b", "c/d", "e~f", "", "日本", "0").get(random.nextInt(7));
    }

    private static Value changed(Value value, Random random) {
        if (random.nextInt(6) == 0) {
            return any(random, 2);
        }
        if (value instanceof Value.ListValue(var items)) {
            List<Value> copy = new ArrayList<>(items);
            copy.add(random.nextInt(copy.size() + 1), any(random, 1));
            copy.set(random.nextInt(copy.size()), any(random, 1));
            return Value.of(copy);
        }
        if (value instanceof Value.StructureValue(var members)) {
            Map<String, Value> copy = new LinkedHashMap<>();
            members.forEach((name, member) -> copy.put(name, changed(member, random)));
            return Value.of(copy);
        }
        return value;
    }
}
