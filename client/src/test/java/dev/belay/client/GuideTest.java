package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide shows can be used as it is shown. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "sdk.md");

    @TempDir
    Path folder;

    @Test
    void showsFilesOfFlagsThatLoad() throws IOException {
        assertThat(blocks("json")).isNotEmpty().allSatisfy(block -> assertSwitchesOn("flags.json", block));
        assertThat(blocks("yaml")).isNotEmpty().allSatisfy(block -> assertSwitchesOn("flags.yaml", block));
    }

    private void assertSwitchesOn(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        try (Belay belay = Belay.file(file)) {
            assertThat(belay.status().message()).as(content).isEqualTo("Up to date");
            assertThat(belay.toggle("checkout.new-flow").isActive(EvaluationContext.of("user-42")))
                    .as(content)
                    .isTrue();
        }
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
                .matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
