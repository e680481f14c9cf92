package dev.belay.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    private static final List<String> LETTERS = List.of(
            "a",
            "A",
            "b",
            "B",
            ".",
            "..",
            "-",
            "_",
            "\\",
            ":",
            "*",
            "<",
            "|",
            "\"",
            "~",
            "$",
            "é",
            "e\u0301",
            "ß",
            "ẞ",
            "İ",
            "日",
            "😀",
            "con",
            "NUL",
            "aux.",
            "com1",
            "lpt9.x",
            "x".repeat(150));

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "checkout.new-flow, checkout.new-flow",
        "newFlow, newFlow",
        "., %2E",
        ".., %2E.",
        ".git, %2Egit",
        "-rf, %2Drf",
        "a:b, a%3Ab",
        "a\\b, a%5Cb",
        "~x, %7Ex",
        "日, %E6%97%A5",
        "CON, %43ON",
        "con.x, %63on.x",
        "console, console",
        "LPT9, %4CPT9"
    })
    void aNameIsTheKeyWithWhatIsNotSafeEscaped(String key, String name) {
        assertThat(FileNames.of(List.of(key))).containsExactly(Map.entry(key, name));
    }

    @Test
    void keysThatDifferInCaseAloneAreToldApart() {
        Map<String, String> names = FileNames.of(List.of("flag", "FLAG", "other"));

        assertThat(names).containsEntry("other", "other");
        assertThat(names.get("flag")).matches("flag~[0-9a-f]{16}");
        assertThat(names.get("FLAG")).matches("FLAG~[0-9a-f]{16}").isNotEqualTo(names.get("flag"));
    }

    @Test
    void everyNameIsLegalEverywhereAndItsOwn() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            Set<String> keys = new TreeSet<>();
            for (int count = random.nextInt(1, 40); count > 0; count--) {
                StringBuilder key = new StringBuilder();
                for (int length = random.nextInt(1, 4); length > 0; length--) {
                    key.append(LETTERS.get(random.nextInt(LETTERS.size())));
                }
                keys.add(key.toString());
            }

            Map<String, String> names = FileNames.of(keys);

            assertThat(names).hasSameSizeAs(keys);
            assertThat(names.values())
                    .allSatisfy(name -> assertThat(name)
                            .matches("[A-Za-z0-9_%][A-Za-z0-9_%.~-]*")
                            .doesNotMatch("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?")
                            .hasSizeLessThan(160));
            Set<String> folded = new HashSet<>();
            names.values().forEach(name -> folded.add(name.toLowerCase(Locale.ROOT)));
            assertThat(folded).hasSameSizeAs(keys);
        }
    }
}
