package dev.belay.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemNameTest {

    private static final Path TABLE = Path.of("..", "docs", "guide", "problems.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d+) \\| \\S.* \\| \\S.* \\|$");

    @Test
    void theGuideListsEveryProblemWithItsStatus() throws IOException {
        List<String> documented = ROW.matcher(Files.readString(TABLE))
                .results()
                .map(row -> row(row.group(1), Integer.parseInt(row.group(2))))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ProblemName.values())
                        .map(name -> row(name.word(), name.status()))
                        .toList());
    }

    @Test
    void typesAreStableUrns() {
        assertThat(ProblemName.VERSION_CONFLICT.type()).isEqualTo("urn:belay:problem:version-conflict");
        assertThat(ProblemName.values())
                .allSatisfy(name -> assertThat(name.word())
                        .isEqualTo(name.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .extracting(ProblemName::title)
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).isNotBlank().doesNotEndWith("."));
    }

    private static String row(String name, int status) {
        return name + " " + status;
    }
}
