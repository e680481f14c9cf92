package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.Person.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code apply} says of files of which some cannot be read, and others are wrong. */
class ApplyMistakesTest extends AtAFakeServer {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Path flags = Files.createDirectory(folder.resolve("flags"));
        Files.writeString(flags.resolve("a.yaml"), "key: a\notherwise:\n  variant: onn\n");
        Files.writeString(flags.resolve("b.yaml"), "key: b\nkey: c\n");
    }

    @Test
    void namesWhatIsWrongInContentBesideWhatCannotBeRead() {
        server.answer("GET " + PRODUCTION, "{\"revision\": 3}")
                .answer("GET " + PRODUCTION + "/revisions/3", """
                        {"revision": 3, "position": "e:3", "flags": [], "segments": []}""")
                .refuse("POST " + PRODUCTION + "/changes", 422, "invalid-document", """
                        , "errors": [{"path": "/changes/0/flag/otherwise/variant", "detail": "no variant 'onn'"}]""");

        Outcome outcome = person.runs("apply", folder.toString(), "--yes");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("2 mistakes in the files; nothing was written", "flags/b.yaml:2: This is not YAML")
                .contains("flags/a.yaml:3: /otherwise/variant: no variant 'onn'");
        assertThat(server.lastAsked().body()).contains("\"dryRun\":true");
    }

    @Test
    void saysNothingOfReferencesThatTheUnreadableFilesMayHold() {
        server.answer("GET " + PRODUCTION, "{\"revision\": 3}")
                .answer("GET " + PRODUCTION + "/revisions/3", """
                        {"revision": 3, "position": "e:3", "flags": [], "segments": []}""")
                .refuse("POST " + PRODUCTION + "/changes", 422, "missing-reference", """
                        , "errors": [{"path": "/changes/0/flag/prerequisites/0", "detail": "no flag 'b'"}]""");

        assertThat(person.runs("apply", folder.toString(), "--yes").err())
                .contains("One mistake in the files", "flags/b.yaml:2")
                .doesNotContain("flags/a.yaml");
    }

    @Test
    void doesNotArchiveEveryFlagForFilesWithoutAnyUnlessAskedAtATerminal() throws IOException {
        server.answer("GET " + PRODUCTION, "{\"revision\": 3}").answer("GET " + PRODUCTION + "/revisions/3", """
                        {"revision": 3, "position": "e:3", "segments": [],
                         "flags": [{"key": "a", "version": 1, "flag": {"key": "a"}}]}""");
        Path empty = folder.resolve("empty");
        Files.createDirectories(empty.resolve("flags"));

        Outcome outcome = person.runs("apply", empty.toString(), "--prune", "--yes");

        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.err()).contains("has no flags, so that --prune would archive all 1 in production");
        assertThat(server.asked()).allMatch(asked -> asked.request().startsWith("GET"));
        server.answer("POST " + PRODUCTION + "/changes", "{\"dryRun\": true, \"differences\": []}");
        assertThat(person.runs("apply", empty.toString(), "--prune", "--dry-run")
                        .err())
                .contains("has no flags; with --yes this is refused");
        assertThat(person.atATerminal()
                        .typing("y\n")
                        .runs("apply", empty.toString(), "--prune")
                        .code())
                .isZero();
    }

    @Test
    void namesWhatCannotBeReadWhereNobodyAnswers() {
        server.close();

        Outcome outcome = person.runs("apply", folder.toString(), "--yes");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("One mistake in the files", "flags/b.yaml:2");
    }
}
