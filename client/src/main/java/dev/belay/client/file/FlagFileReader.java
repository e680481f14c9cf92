package dev.belay.client.file;

import dev.belay.client.source.Snapshots;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads files of flags, and turns them into states. */
public final class FlagFileReader {

    private static final String EPOCH = "file";

    private FlagFileReader() {}

    /** A state in which nothing has been read yet. */
    static LedgerState empty() {
        return LedgerState.empty(EPOCH);
    }

    /**
     * Reads a snapshot, as the server sends it, or a file of flags.
     *
     * @param name the file's name, whose ending tells JSON from YAML
     * @throws RuntimeException if the content is neither; the message says why
     */
    public static LedgerState bootstrap(String name, byte[] content, Instant now) {
        Value value = value(name, content);
        boolean isSnapshot = value instanceof Value.StructureValue structure
                && structure.members().containsKey("flagSet");
        return isSnapshot ? Snapshots.read(content).state() : next(empty(), FlagFile.read(value), now);
    }

    /**
     * The state after {@code before}, with exactly the flags and segments of a file; {@code before} itself when nothing
     * differs.
     *
     * @throws RuntimeException if the file is not one; the message says why
     */
    static LedgerState next(LedgerState before, String name, byte[] content, Instant now) {
        return next(before, FlagFile.read(value(name, content)), now);
    }

    /** The same for the flags and segments in a folder. */
    static LedgerState next(LedgerState before, FlagFolder folder, Instant now) {
        return next(before, folder.read(), now);
    }

    static Value value(String name, byte[] content) {
        return name.endsWith(".yaml") || name.endsWith(".yml")
                ? Yaml.read(new String(content, StandardCharsets.UTF_8))
                : Json.read(content, JsonLimits.TRUSTED);
    }

    private static LedgerState next(LedgerState before, Map<Subject, Document> wanted, Instant now) {
        Map<Subject, Document> missing = new LinkedHashMap<>(wanted);
        List<SubjectState> changes = new ArrayList<>();
        before.live().forEach(old -> {
            Document document = missing.remove(old.subject());
            if (document == null) {
                changes.add(SubjectState.tombstone(old.subject(), old.version() + 1));
            } else if (!old.document().filter(document::equals).isPresent()) {
                changes.add(SubjectState.live(old.subject(), old.version() + 1, document));
            }
        });
        missing.forEach((subject, document) -> changes.add(born(before, subject, document)));
        Position next = before.position().next();
        return changes.isEmpty() && before.position().revision() > 0 ? before : before.apply(next, now, changes);
    }

    private static SubjectState born(LedgerState before, Subject subject, Document document) {
        SubjectState tombstone = before.subject(subject);
        return SubjectState.live(subject, tombstone == null ? 1 : tombstone.version() + 1, document);
    }
}
