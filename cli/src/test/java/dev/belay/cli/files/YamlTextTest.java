package dev.belay.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YamlTextTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What some version of YAML, or some reader, takes for something else than a text. */
    static final List<String> TRAPS = List.of(
            "no",
            "No",
            "yes",
            "on",
            "OFF",
            "y",
            "N",
            "true",
            "False",
            "null",
            "Null",
            "~",
            "",
            " ",
            " lead",
            "trail ",
            "1_000",
            "0x10",
            "0o7",
            "010",
            "1e5",
            "1.0",
            ".5",
            "+1",
            "-1",
            ".inf",
            "-.INF",
            ".nan",
            "NaN",
            "Infinity",
            "2026-01-01",
            "2026-01-01T00:00:00Z",
            "12:30:45",
            "190:20:30",
            "=",
            "<<",
            "---",
            "...",
            "- a",
            "-",
            "?",
            "? a",
            ": a",
            "a: b",
            "a:b",
            "a:",
            "#x",
            "a #b",
            "a#b",
            "&a",
            "*a",
            "!t",
            "!!binary x",
            "%x",
            "@x",
            "`x",
            "'x'",
            "\"x\"",
            "[a]",
            "{a: b}",
            "a, b",
            "|",
            ">",
            "\\",
            "\\n",
            "\t",
            "a\tb",
            "\r",
            "a\r\nb",
            "\n",
            "a\nb",
            "a\nb\n",
            "a\n\nb",
            "a\n\n",
            "\na",
            " a\nb",
            "a\n b",
            "a \nb",
            "a\n \nb",
            "a\n\tb",
            "- a\n- b",
            "a: b\nc: d",
            "# a\n# b",
            "---\na\n...",
            "\u0085",
            "a\u0085b",
            "a\u2028b\nc",
            "\u2029",
            "\uFEFF",
            "\u200B",
            "\u202Eevil",
            "\u00A0",
            "\u0000",
            "\u0007",
            "\u007F",
            "\uFFFF",
            "日本",
            "é",
            "e\u0301",
            "😀",
            "😀\nb",
            "\uDBFF\uDFFF",
            "x".repeat(5_000),
            "word ".repeat(40));

    private static final List<Double> NUMBERS = List.of(
            0.0,
            1.0,
            -1.0,
            0.5,
            1e20,
            -1e20,
            1e21,
            1.7976931348623157e308,
            Double.MIN_VALUE,
            1e-7,
            0.1,
            123456.789,
            9007199254740992.0,
            9007199254740994.0,
            -9007199254740992.0,
            1e16,
            3.0e-5);

    static List<String> traps() {
        return TRAPS;
    }

    @ParameterizedTest
    @MethodSource("traps")
    void aTextStaysATextAndTheSame(String text) {
        ObjectNode document = Json.object();
        document.put("value", text).put(text, "value");
        document.putArray("list").add(text).addObject().put("deep", text);

        assertThat(YamlReader.read(YamlText.of(document))).isEqualTo(document);
    }

    @Test
    void anyDocumentComesBackAsItWas() {
        for (long seed = 1; seed <= 500; seed++) {
            JsonNode document = node(new SplittableRandom(seed), 4);

            JsonNode read = YamlReader.read(YamlText.of(document));

            assertThat(Sameness.same(document, read))
                    .as("seed %d: %s", seed, document)
                    .isTrue();
        }
    }

    @Test
    void isPleasantToRead() throws Exception {
        JsonNode document = Json.read("""
                {"key": "checkout.new-flow", "type": "boolean", "enabled": true,
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "rules": [{"id": "iberia", "when": {"attribute": "country", "in": ["PT", "NO"]},
                            "serve": {"split": {"slices": [{"variant": "on", "weight": 25000}]}}}],
                 "note": "first line\\nsecond line\\n", "none": [], "big": 1e21}""");

        assertThat(YamlText.of(document)).isEqualTo("""
                key: checkout.new-flow
                type: boolean
                enabled: true
                variants:
                - name: "on"
                  value: true
                - name: "off"
                  value: false
                rules:
                - id: iberia
                  when:
                    attribute: country
                    in:
                    - PT
                    - "NO"
                  serve:
                    split:
                      slices:
                      - variant: "on"
                        weight: 25000
                note: |
                  first line
                  second line
                none: []
                big: 1.0e+21
                """);
    }

    private static JsonNode node(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> NODES.textNode(TRAPS.get(random.nextInt(TRAPS.size())));
            case 1 -> NODES.numberNode(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 2 -> NODES.booleanNode(random.nextBoolean());
            case 3 -> NODES.nullNode();
            case 4 -> {
                ArrayNode array = NODES.arrayNode();
                for (int left = random.nextInt(4); left > 0; left--) {
                    array.add(node(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int left = random.nextInt(4); left > 0; left--) {
                    object.set(TRAPS.get(random.nextInt(TRAPS.size())), node(random, depth - 1));
                }
                yield object;
            }
        };
    }
}
