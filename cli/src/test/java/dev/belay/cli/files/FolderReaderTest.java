package dev.belay.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {

    @TempDir
    private Path folder;

    @Test
    void readsYamlAndJsonWhateverTheFilesAreCalled() throws IOException {
        write("flags/one.yaml", "key: a\ntype: boolean\n");
        write("flags/two.json", "{\"key\": \"b\"}");
        write("segments/three.yml", "\uFEFFkey: s\nmembers:\n  file: x.members\n");
        write("segments/x.members", "user-2\r\nuser-1\n\n");
        write("flags/.swap.yaml", "%%%");

        List<FileDocument> documents = FolderReader.read(folder);

        assertThat(documents).extracting(FileDocument::key).containsExactly("a", "b", "s");
        assertThat(documents.getLast().members()).isEqualTo(Optional.of(List.of("user-2", "user-1")));
        assertThat(documents.getLast().document().has("members")).isFalse();
    }

    @Test
    void namesEveryMistakeWithItsLine() throws IOException {
        write("flags/a.yaml", "key: a\nkey: b\n");
        write("flags/b.yaml", "type: boolean\n");
        write("flags/c.yaml", "- a\n");
        write("flags/d.json", "{\"key\": \"d\",\n \"type\": }");
        write("flags/e.yaml", "type: boolean\nkey: f\n");
        write("flags/f.yaml", "# twice\nkey: f\n");
        write("flags/g.yaml", "key: g\nvalue: .nan\n");
        write("flags/h.yaml", "key: h\n1: one\n");
        write("flags/notes.txt", "remember");
        write("segments/s.yaml", "key: s\nmembers:\n  file: none.members\n");
        write("segments/t.yaml", "key: t\n\nmembers: {file: ../../etc/x.members}\n");
        Files.write(Files.createDirectories(folder.resolve("flags")).resolve("u.yaml"), new byte[] {'a', (byte) 0xff});

        List<String> words = problems();

        assertThat(words)
                .anySatisfy(each -> assertThat(each).startsWith("flags/a.yaml:2: This is not YAML"))
                .contains("flags/b.yaml:1: /key: The document must name its key (allowed: the key of the flag)")
                .anySatisfy(each -> assertThat(each).startsWith("flags/c.yaml:1: The file must hold one flag"))
                .anySatisfy(each -> assertThat(each).startsWith("flags/d.json:2: This is not JSON"))
                .contains("flags/f.yaml:2: /key: The flag f is in flags/e.yaml, too; keep one of them")
                .anySatisfy(each ->
                        assertThat(each).startsWith("flags/g.yaml: /value is something that JSON does not have"))
                .anySatisfy(each -> assertThat(each).startsWith("flags/h.yaml: The name 1 is not a text"))
                .anySatisfy(each -> assertThat(each).startsWith("flags/notes.txt: A file here ends with .yaml"))
                .contains("segments/s.yaml:3: /members/file: There is no file none.members beside it")
                .anySatisfy(each -> assertThat(each).startsWith("segments/t.yaml:3: /members: Members are named"))
                .contains("flags/u.yaml: It is not UTF-8 text; save it as UTF-8");
        assertThat(words).hasSize(11);
    }

    @Test
    void aFolderWithoutEitherFolderIsAMistake() {
        assertThat(problems()).singleElement().asString().contains("neither a folder 'flags'");
    }

    private List<String> problems() {
        return catchThrowableOfType(BadFilesException.class, () -> FolderReader.read(folder)).problems().stream()
                .map(FileProblem::words)
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
