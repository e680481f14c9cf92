package dev.belay.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the documentation says is proven by a test, is. */
class NamedTestsTest {

    private static final Path GUARANTEES = Sources.ROOT.resolve("docs/operations/consistency.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|Contract))(?:\\.(\\w+))?`");

    private final List<Path> testFiles = testFiles();

    NamedTestsTest() throws IOException {}

    @Test
    void everyTestThatAGuaranteeNamesExists() throws IOException {
        List<MatchResult> named =
                NAMED.matcher(Files.readString(GUARANTEES)).results().toList();
        List<String> missing = named.stream()
                .filter(each -> sources(each.group(1)).noneMatch(source -> has(source, each.group(2))))
                .map(MatchResult::group)
                .toList();

        assertThat(missing).isEmpty();
        assertThat(named).hasSizeGreaterThan(20);
    }

    @Test
    void everyGuaranteeNamesATest() throws IOException {
        List<String> unproven =
                rows().stream().filter(row -> !NAMED.matcher(row).find()).toList();

        assertThat(unproven).isEmpty();
        assertThat(rows()).hasSizeGreaterThan(8);
    }

    private static List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(GUARANTEES)) {
            inside = line.equals("| guarantee | how far it goes | proven by |") || (inside && line.startsWith("|"));
            if (inside) {
                rows.add(line);
            }
        }
        // The headings, and the line below them.
        return rows.subList(2, rows.size());
    }

    // A parameterised or repeated test has other annotations; what it is called is all that the documentation names.
    private static boolean has(String source, @Nullable String method) {
        return method == null
                || Pattern.compile("\\bvoid " + method + "\\(").matcher(source).find();
    }

    private Stream<String> sources(String type) {
        return testFiles.stream().filter(file -> file.endsWith(type + ".java")).map(NamedTestsTest::read);
    }

    private static List<Path> testFiles() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : Sources.folders("src/test/java")) {
            all.addAll(files(folder));
        }
        all.addAll(files(Sources.ROOT.resolve("testkit/src/main/java")));
        return all;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
