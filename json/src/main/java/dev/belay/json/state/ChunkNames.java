package dev.belay.json.state;

import dev.belay.core.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds the names of chunks in documents, which hardly ever have any. */
final class ChunkNames {

    // How it begins in canonical bytes; what does not have this need not be read.
    private static final byte[] MARK = "\"members\":{\"chunks\":[\"".getBytes(StandardCharsets.UTF_8);

    private ChunkNames() {}

    static List<String> in(Document document) {
        return document.contains(MARK) ? named(document.valueOrNull()) : List.of();
    }

    private static List<String> named(Value document) {
        return document instanceof Value.StructureValue segment
                        && segment.members().get("members") instanceof Value.StructureValue members
                        && members.members().get("chunks") instanceof Value.ListValue chunks
                        && chunks.items().stream().allMatch(ChunkNames::isHash)
                ? chunks.items().stream()
                        .map(each -> ((Value.TextValue) each).value())
                        .toList()
                : List.of();
    }

    private static boolean isHash(Value value) {
        return value instanceof Value.TextValue text && Sha256.isHex(text.value());
    }
}
