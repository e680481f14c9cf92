package dev.belay.control;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the entry of a promotion says under the link {@code promotedFrom}: where its documents come from.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param flagSet  the flag set of the source
 * @param position where the source was
 * @param only     the flags that were chosen; empty if it was all of them
 */
public record PromotedFrom(LedgerId flagSet, Position position, Optional<List<Subject>> only) {

    private static final String LINK = "promotedFrom";

    /** Where the documents of an entry come from; empty for entries of any other kind. */
    public static Optional<PromotedFrom> read(LedgerEntry entry) {
        if (!(entry.links().members().get(LINK) instanceof Value.StructureValue(var link))
                || !(link.get("flagSet") instanceof Value.TextValue(String flagSet))
                || !(link.get("position") instanceof Value.TextValue(String position))) {
            return Optional.empty();
        }
        return Optional.of(new PromotedFrom(
                LedgerId.parse(flagSet),
                Position.parse(position),
                Optional.ofNullable(link.get("only")).map(Finding::readSubjects)));
    }

    /** The links of the entry that carries this over. */
    Value.StructureValue links() {
        Map<String, Value> link = new LinkedHashMap<>();
        link.put("flagSet", Value.of(flagSet.text()));
        link.put("position", Value.of(position.toString()));
        only.ifPresent(subjects -> link.put("only", Finding.subjects(subjects)));
        return new Value.StructureValue(Map.of(LINK, Value.of(link)));
    }
}
