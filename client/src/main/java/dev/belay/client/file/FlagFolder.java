package dev.belay.client.file;

import dev.belay.client.source.Digest;
import dev.belay.core.Value;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a folder as {@code belay export} writes it: {@code flags/*.yaml} and {@code segments/*.yaml}, or JSON, each
 * with one document, and {@code segments/*.members} with a key on each line.
 */
final class FlagFolder {

    static final List<String> FOLDERS = List.of("flags", "segments");

    private static final String MEMBERS = "members";
    private static final String FILE = "file";

    private final SortedMap<String, byte[]> files;

    private FlagFolder(SortedMap<String, byte[]> files) {
        this.files = files;
    }

    /** A folder without files. */
    static FlagFolder empty() {
        return new FlagFolder(new TreeMap<>());
    }

    /** Reads the files with these names, which begin with {@code flags/} or {@code segments/}. */
    static FlagFolder load(Path folder, Collection<String> names) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, Files.readAllBytes(folder.resolve(name)));
        }
        return new FlagFolder(files);
    }

    /** Whether a file of this name has to do with flags. */
    static boolean isUsed(String name) {
        return !name.startsWith(".") && (isDocument(name) || name.endsWith("." + MEMBERS));
    }

    private static boolean isDocument(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    /** Another one exactly when another file is there, or another byte in one. */
    String digest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.forEach((name, content) ->
                all.writeBytes((name + "\0" + Digest.hex(content) + "\0").getBytes(StandardCharsets.UTF_8)));
        return Digest.hex(all.toByteArray());
    }

    /**
     * The documents in the files.
     *
     * @throws RuntimeException if one of them is not usable; the message names it
     */
    Map<Subject, Document> read() {
        return FlagFile.read(documents(FOLDERS.get(0)), documents(FOLDERS.get(1)));
    }

    private Map<String, Value> documents(String folder) {
        Map<String, Value> documents = new LinkedHashMap<>();
        files.forEach((name, content) -> {
            if (name.startsWith(folder + "/") && isDocument(name)) {
                documents.put(name, withMembers(name, parse(name, content)));
            }
        });
        return documents;
    }

    private static Value parse(String name, byte[] content) {
        try {
            return FlagFileReader.value(name, content);
        } catch (RuntimeException unusable) {
            throw new IllegalArgumentException(name + ": " + unusable.getMessage(), unusable);
        }
    }

    private Value withMembers(String name, Value document) {
        if (!(document instanceof Value.StructureValue whole)
                || !(whole.members().get(MEMBERS) instanceof Value.StructureValue members)
                || !(members.members().get(FILE) instanceof Value.TextValue file)) {
            return document;
        }
        byte[] listed = files.get(name.substring(0, name.indexOf('/') + 1) + file.value());
        if (listed == null) {
            throw new IllegalArgumentException(name + ": there is no file " + file.value() + " beside it");
        }
        Map<String, Value> filled = new LinkedHashMap<>(whole.members());
        filled.put(MEMBERS, keys(listed));
        return new Value.StructureValue(filled);
    }

    private static Value keys(byte[] lines) {
        return Value.of(new String(lines, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(Value::of)
                .collect(Collectors.toList()));
    }
}
