package dev.belay.verification.published;

import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The published files, where they are kept beside the project.
 *
 * @param folder one folder per suite
 */
record SuiteFiles(Path folder) {

    boolean exist() {
        return Files.isDirectory(folder);
    }

    Value json(String file) {
        // Integers beyond 2^53 are no I-JSON; these files note hashes with them, as texts they do no harm.
        String text = text(folder.resolve(file)).replaceAll(":\\s*(-?\\d{16,})", ":\"$1\"");
        return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.TRUSTED);
    }

    List<String> lines(String file) {
        return text(folder.resolve(file)).lines().toList();
    }

    /** The JSON files of a folder whose names begin so, in the order of their names. */
    List<Value> jsonFiles(String subfolder, String beginning) {
        try (Stream<Path> files = Files.list(folder.resolve(subfolder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(beginning) && name.endsWith(".json"))
                    .sorted()
                    .map(name -> json(subfolder + "/" + name))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
