package dev.belay.cli.files;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a folder holds what: {@code flags/KEY.yaml}, {@code segments/KEY.yaml}, {@code segments/KEY.members}. */
final class Layout {
    static final String FLAGS = "flags";
    static final String SEGMENTS = "segments";
    static final String MEMBERS = ".members";

    /** The folders, with the kind of their subjects. */
    static final Map<String, String> KINDS = kinds();

    private Layout() {}

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(FLAGS, "flag");
        kinds.put(SEGMENTS, "segment");
        return Collections.unmodifiableMap(kinds);
    }

    static boolean isDocument(Path file) {
        String name = file.getFileName().toString();
        return !isHidden(file) && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    static boolean isMembers(Path file) {
        return file.getFileName().toString().endsWith(MEMBERS);
    }

    /** Whether editors and tools keep it for themselves. */
    static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}
