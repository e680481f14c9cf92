package dev.belay.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {

    @Test
    void versionsFollowTheirPrecedence() {
        List<String> ascending = List.of(
                "0.0.0-0",
                "0.0.0",
                "1.0.0-0",
                "1.0.0-2",
                "1.0.0-10",
                "1.0.0-99999999999999999999",
                "1.0.0--",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.2.0",
                "1.10.0",
                "2.0.0",
                "999999999999999.0.0");

        for (int left = 0; left < ascending.size(); left++) {
            for (int right = 0; right < ascending.size(); right++) {
                assertThat(Integer.signum(version(ascending.get(left)).compareTo(version(ascending.get(right)))))
                        .as("%s and %s", ascending.get(left), ascending.get(right))
                        .isEqualTo(Integer.compare(left, right));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "01.2.3",
                "1.2.03",
                "1.2.3-",
                "1.2.3-a..b",
                "1.2.3-01",
                "1.2.3+",
                "1.2.3+a..b",
                "v1.2.3",
                " 1.2.3",
                "1.2.x",
                "1.2.-3",
                "1.2.3-é",
                "+1.2.3",
                "1.2.3 ",
                "9999999999999999.0.0"
            })
    void whatIsNoVersionIsNotRead(String text) {
        assertThat(Version.read(Value.of(text))).isNull();
    }

    @ParameterizedTest(name = "{0} holds for {1} and not for {2}")
    @CsvSource({
        "1.2.3, 1.2.3 1.2.3+x, 1.2.4 1.2.3-rc.1",
        "=1.2, 1.2.0 1.2.9, 1.2.0-rc.1 1.3.0-0 1.3.0",
        "1, 1.0.0 1.99.0, 2.0.0-0 0.9.9",
        "1.x, 1.0.0 1.99.0, 2.0.0",
        "1.2.*, 1.2.5, 1.3.0",
        "*, 0.0.0-0 9.9.9, ''",
        ">=x, 0.0.0-0 9.9.9, ''",
        "<*, '', 0.0.0-0 9.9.9",
        "!=1.2, 1.1.9 1.3.0 1.2.0-rc.1, 1.2.0 1.2.9",
        "!=1.2.3, 1.2.4 1.2.3-rc.1, 1.2.3",
        ">1.2.3, 1.2.4 1.2.4-0, 1.2.3",
        ">1.2, 1.3.0 1.3.0-0, 1.2.9",
        ">=1.2, 1.2.0 2.0.0, 1.2.0-rc.1 1.1.9",
        "<1.2, 1.2.0-rc.1 1.1.9, 1.2.0",
        "<=1.2, 1.2.9 1.0.0, 1.3.0-0",
        "<=1.2.3, 1.2.3 1.2.3-a, 1.2.4-0",
        "~1.2.3, 1.2.3 1.2.9, 1.3.0-0 1.2.2",
        "~1.4, 1.4.0 1.4.9, 1.5.0 1.5.0-rc.1",
        "~1, 1.0.0 1.9.0, 2.0.0-0",
        "~1.2.3-beta.2, 1.2.3-beta.2 1.2.3 1.2.9, 1.2.3-beta.1 1.3.0",
        "^1.2.3, 1.2.3 1.9.0, 2.0.0-0 1.2.2",
        "^0.2.3, 0.2.3 0.2.9, 0.3.0-0",
        "^0.0.3, 0.0.3, 0.0.4-0 0.0.2",
        "^0.0, 0.0.0 0.0.9, 0.1.0-0",
        "^0, 0.0.0 0.9.0, 1.0.0-0",
        "^1.2, 1.2.0 1.9.0, 2.0.0-0",
        "'>= 2.1.0   <3.0.0 ||  ~1.4 ', 2.1.0 1.4.2 2.9.9, 2.0.9 3.0.0 1.5.0",
        "'>1.0.0 !=1.5.0 <2', 1.0.1 1.4.9, 1.0.0 1.5.0 2.0.0"
    })
    void rangesHoldForWhatTheGuideSays(String range, String holds, String fails) {
        VersionSet set = VersionSet.of(VersionRange.parse(range));
        for (String version : words(holds)) {
            assertThat(agreed(set, version)).as(version).isTrue();
        }
        for (String version : words(fails)) {
            assertThat(agreed(set, version)).as(version).isFalse();
        }
    }

    /** What the set says of the version, whether it is made or, where that is possible, only read. */
    private static boolean agreed(VersionSet set, String version) {
        boolean holds = set.has(version(version));
        long release = Release.parse(version);
        assertThat(release == Release.NONE || set.hasRelease(release) == holds)
                .as(version)
                .isTrue();
        return holds;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0", "2.1.0", "2097151.2097151.2097151", "10.0.3"})
    void readsReleasesWithoutMakingVersions(String text) {
        long release = Release.parse(text);

        assertThat(Release.compare(release, version(text))).isZero();
        assertThat(Release.compare(release, version(text + "-rc.1"))).isPositive();
        assertThat(Release.compare(release, Version.of(2_097_152, 0, 0))).isNegative();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.",
                "1.2.3.",
                "1.2.3.4",
                "1.2.3-a",
                "1.2.3+b",
                "01.2.3",
                "1.2.x",
                "v1.2.3",
                " 1.2.3",
                "2097152.0.0",
                "99999999.0.0",
                "-1.2.3",
                "1..3",
                "١.2.3"
            })
    void leavesEverythingElseToVersions(String text) {
        assertThat(Release.parse(text)).isEqualTo(Release.NONE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', 1, nothing",
        ">=, 1, '>='",
        "'>=2.1.0 || ', 11, nothing",
        "'>=2.1.0 <3.0.0.0', 10, '3.0.0.0'",
        "'1.2.3 => 2', 7, '=> 2'",
        "1.2-beta, 1, '1.2-beta'",
        "1.x.3, 1, '1.x.3'",
        "'~1.4 || | 2', 9, '| 2'",
        "'1.2.3 - 2.0', 7, '-'"
    })
    void mistakesAreRefusedWithTheirPosition(String range, int position, String found) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionRange.parse(range))
                .withMessageStartingWith("at character " + position + " ")
                .withMessageContaining(found);
    }

    private static Version version(String text) {
        return Objects.requireNonNull(Version.read(Value.of(text)), text);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
