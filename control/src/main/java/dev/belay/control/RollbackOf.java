package dev.belay.control;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the entry of a flag set's rollback says under the link {@code rollbackOf}: the past state that it restored.
 * Whoever holds that state can repeat the rollback from it alone.
 *
 * @param of   the position whose state was restored
 * @param only the subjects that the rollback was limited to; empty if it was all of them
 */
public record RollbackOf(Position of, Optional<List<Subject>> only) {

    private static final String LINK = "rollbackOf";

    /** What an entry restored as a whole; empty for entries of any other kind, rollbacks of one flag among them. */
    public static Optional<RollbackOf> read(LedgerEntry entry) {
        if (!(entry.links().members().get(LINK) instanceof Value.StructureValue(var link))
                || !(link.get("of") instanceof Value.TextValue(String position))) {
            return Optional.empty();
        }
        return Optional.of(new RollbackOf(
                Position.parse(position), Optional.ofNullable(link.get("only")).map(Finding::readSubjects)));
    }

    /** The links of the entry that restores this. */
    public Value.StructureValue links() {
        Map<String, Value> link = new LinkedHashMap<>();
        link.put("of", Value.of(of.toString()));
        only.ifPresent(subjects -> link.put("only", Finding.subjects(subjects)));
        return new Value.StructureValue(Map.of(LINK, Value.of(link)));
    }

    /** The links of the entry that gives one subject the document of an earlier version. */
    static Value.StructureValue links(Subject subject, long version) {
        Map<String, Value> link = Map.of("subject", Finding.subject(subject), "version", Finding.number(version));
        return new Value.StructureValue(Map.of(LINK, Value.of(link)));
    }
}
