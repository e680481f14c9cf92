package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Decision;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.RetentionPolicy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of its history each environment keeps, which is a subject of the project's catalogue.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; writes block until they are durable.
 */
public final class RetentionPolicies {

    private final LedgerStore store;
    private final Writer writer;

    /**
     * Works on a store.
     *
     * @param clock what dry runs take for now
     */
    public RetentionPolicies(LedgerStore store, InstantSource clock) {
        this.store = store;
        this.writer = new Writer(store, clock, new History(store), Audience.NONE);
    }

    /** The policy's subject in the project's catalogue. */
    public static Subject subject(LedgerId flagSet) {
        return new Subject(Subject.RETENTION, flagSet.environment().orElseThrow());
    }

    /** The policy of a flag set; everything is kept where none was ever set. */
    public Stored of(LedgerId flagSet) {
        LedgerState catalogue = store.head(catalogue(flagSet));
        Optional<SubjectState> state = Optional.ofNullable(catalogue.subject(subject(flagSet)));
        return new Stored(
                state.flatMap(SubjectState::document)
                        .map(Document::value)
                        .map(RetentionFormat::read)
                        .orElse(RetentionPolicy.EVERYTHING),
                catalogue.position().epoch(),
                state.map(SubjectState::version).orElse(0L));
    }

    /**
     * Sets the policy of a flag set.
     *
     * @param base what must be true of the policy that it replaces; the first one needs none
     * @return what became of the project's catalogue
     * @throws RefusedException {@code forbidden}, {@code precondition-required} or {@code version-conflict}
     */
    public WriteResult set(WriteRequest request, LedgerId flagSet, Precondition base, RetentionPolicy policy) {
        request.principal().require(Permission.ADMINISTER, Scope.of(flagSet));
        LedgerId catalogue = catalogue(flagSet);
        Decision decision = heads -> {
            require(base, subject(flagSet), heads.head(catalogue));
            DraftChange change = DraftChange.put(subject(flagSet), document(flagSet, policy));
            return List.of(Draft.of(catalogue, Authors.of(request), "retention.set", List.of(change)));
        };
        return writer.write(catalogue, request, decision);
    }

    private static Document document(LedgerId flagSet, RetentionPolicy policy) {
        Map<String, Value> members = new HashMap<>(RetentionFormat.value(policy).members());
        members.put("format", Value.of(1));
        members.put("key", Value.of(flagSet.environment().orElseThrow()));
        return Document.of(Value.of(members));
    }

    private static LedgerId catalogue(LedgerId flagSet) {
        return LedgerId.catalogue(flagSet.project().orElseThrow());
    }

    private static void require(Precondition base, Subject subject, LedgerState catalogue) {
        SubjectState state = catalogue.subject(subject);
        long version = state == null ? 0 : state.version();
        boolean holds = switch (base) {
            case Precondition.None _, Precondition.Absent _ -> version == 0;
            case Precondition.Present _ -> version > 0;
            case Precondition.ForeignTag _ -> false;
            case Precondition.Version(long named) -> named == version;
            case Precondition.Tag(String epoch, long named) ->
                named == version && epoch.equals(catalogue.position().epoch());
        };
        if (!holds) {
            boolean unsaid = base instanceof Precondition.None;
            String detail = "The retention of '" + subject.key() + "' is at version " + version
                    + "; read it, and send its ETag as If-Match";
            throw new RefusedException(
                    unsaid ? ProblemName.PRECONDITION_REQUIRED : ProblemName.VERSION_CONFLICT,
                    detail,
                    List.of(Violation.of("", detail)),
                    Map.of("version", Finding.number(version)));
        }
    }

    /**
     * A policy as it is in place.
     *
     * @param epoch   of the catalogue
     * @param version 0 where none was ever set
     */
    public record Stored(RetentionPolicy policy, String epoch, long version) {}
}
