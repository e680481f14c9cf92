package dev.belay.cli.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the flags and segments in a folder, and notes everything that is wrong with its files. */
final class FolderReader {

    private final Path folder;
    private final List<FileProblem> problems = new ArrayList<>();
    private final List<FileDocument> documents = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();

    private FolderReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Every document in the folder, by file.
     *
     * @throws BadFilesException naming everything that is wrong
     */
    static List<FileDocument> read(Path folder) {
        FolderReader reader = new FolderReader(folder);
        if (Layout.KINDS.keySet().stream().noneMatch(each -> Files.isDirectory(folder.resolve(each)))) {
            reader.problems.add(FileProblem.of(
                    folder.toString(),
                    "There is neither a folder 'flags' nor a folder 'segments' in it; `belay export` makes them"));
        }
        Layout.KINDS.forEach(reader::readAll);
        if (!reader.problems.isEmpty()) {
            throw new BadFilesException(reader.problems, reader.documents);
        }
        return reader.documents;
    }

    private void readAll(String name, String kind) {
        Path below = folder.resolve(name);
        if (!Files.isDirectory(below)) {
            return;
        }
        try (Stream<Path> found = Files.list(below)) {
            found.sorted().forEach(file -> readOne(file, name + "/" + file.getFileName(), kind));
        } catch (IOException unreadable) {
            problems.add(FileProblem.of(name, "The folder cannot be read: " + unreadable.getMessage()));
        }
    }

    private void readOne(Path file, String name, String kind) {
        if (Layout.isDocument(file)) {
            text(file, name).ifPresent(text -> parse(text, name).ifPresent(found -> add(found, text, name, kind)));
        } else if (!Layout.isMembers(file) && !Layout.isHidden(file)) {
            problems.add(FileProblem.of(
                    name, "A file here ends with .yaml, .yml, .json or " + Layout.MEMBERS + "; move it elsewhere"));
        }
    }

    private Optional<String> text(Path file, String name) {
        try {
            return Optional.of(Files.readString(file).replaceFirst("^\uFEFF", ""));
        } catch (CharacterCodingException notText) {
            problems.add(FileProblem.of(name, "It is not UTF-8 text; save it as UTF-8"));
        } catch (IOException unreadable) {
            problems.add(FileProblem.of(name, "It cannot be read: " + unreadable.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<JsonNode> parse(String text, String name) {
        try {
            return Optional.of(name.endsWith(".json") ? Json.read(text) : YamlReader.read(text));
        } catch (JsonProcessingException notJson) {
            OptionalInt line = notJson.getLocation() == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(notJson.getLocation().getLineNr());
            problems.add(new FileProblem(name, line, "", "This is not JSON: " + firstLine(notJson), ""));
        } catch (MarkedYamlEngineException notYaml) {
            OptionalInt line = notYaml.getProblemMark()
                    .map(Mark::getLine)
                    .map(number -> OptionalInt.of(number + 1))
                    .orElse(OptionalInt.empty());
            problems.add(new FileProblem(name, line, "", "This is not YAML: " + notYaml.getProblem(), ""));
        } catch (YamlEngineException | IllegalArgumentException unusable) {
            problems.add(FileProblem.of(name, String.valueOf(unusable.getMessage())));
        }
        return Optional.empty();
    }

    private static String firstLine(JsonProcessingException failure) {
        return failure.getOriginalMessage().split("\\R| \\(start marker", 2)[0];
    }

    private void add(JsonNode read, String text, String name, String kind) {
        SourceText source = new SourceText(text);
        if (!(read instanceof ObjectNode document)) {
            problems.add(new FileProblem(
                    name,
                    OptionalInt.of(1),
                    "",
                    "The file must hold one " + kind + ", with its 'key' and the rest",
                    ""));
            return;
        }
        JsonNode key = document.path("key");
        if (!key.isTextual() || key.asText().isEmpty()) {
            problems.add(new FileProblem(
                    name, source.line("/key"), "/key", "The document must name its key", "the key of the " + kind));
            return;
        }
        String other = files.putIfAbsent(kind + "/" + key.asText(), name);
        if (other != null) {
            problems.add(new FileProblem(
                    name,
                    source.line("/key"),
                    "/key",
                    "The " + kind + " " + key.asText() + " is in " + other + ", too; keep one of them",
                    ""));
            return;
        }
        Optional<List<String>> members = members(document, name, source);
        documents.add(new FileDocument(name, kind, key.asText(), document, members, source));
    }

    private Optional<List<String>> members(ObjectNode document, String name, SourceText source) {
        JsonNode members = document.path("members");
        if (members.isArray()) {
            document.remove("members");
            List<String> keys = new ArrayList<>();
            members.forEach(each -> keys.add(each.asText()));
            return Optional.of(keys);
        }
        if (!members.isObject() || !members.has("file")) {
            return Optional.empty();
        }
        String file = members.path("file").asText();
        document.remove("members");
        if (members.size() > 1 || !Layout.isMembers(Path.of(file)) || file.contains("/") || file.contains("\\")) {
            problems.add(new FileProblem(
                    name,
                    source.line("/members"),
                    "/members",
                    "Members are named by the file that lists them, and nothing else",
                    "{file: NAME" + Layout.MEMBERS + "}, beside the segment's file"));
            return Optional.empty();
        }
        return keys(file, name, source);
    }

    private Optional<List<String>> keys(String file, String name, SourceText source) {
        Path path = folder.resolve(name).resolveSibling(file);
        if (!Files.isRegularFile(path)) {
            problems.add(new FileProblem(
                    name,
                    source.line("/members/file"),
                    "/members/file",
                    "There is no file " + file + " beside it",
                    ""));
            return Optional.empty();
        }
        return text(path, Layout.SEGMENTS + "/" + file)
                .map(text -> text.lines().filter(line -> !line.isEmpty()).toList());
    }
}
