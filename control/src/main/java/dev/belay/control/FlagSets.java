package dev.belay.control;

import dev.belay.core.Keys;
import dev.belay.core.flag.MemberChunk;
import dev.belay.json.InstantFormat;
import dev.belay.json.Violation;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes flags and segments, and takes changes back: authorises, checks the resulting state inside the serialised
 * append, and records one entry, or none when nothing would change.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; writes block until they are durable.
 */
public final class FlagSets {

    /** The most operations that one change set may have: ten thousand flags with a segment each. */
    public static final int MAX_OPERATIONS = 20_000;

    private final LedgerStore store;
    private final InstantSource clock;
    private final Supplier<String> salts;
    private final History history;
    private final Writer writer;
    private final MemberChunks chunks;

    /**
     * Works on a store.
     *
     * @param clock what dry runs take for now
     * @param salts draws a new random salt each time
     * @param audience whom changes reach, for warnings
     */
    public FlagSets(LedgerStore store, InstantSource clock, Supplier<String> salts, Audience audience) {
        this.store = store;
        this.clock = clock;
        this.salts = salts;
        this.history = new History(store);
        this.chunks = new MemberChunks(store);
        this.writer = new Writer(store, clock, history, audience);
    }

    /**
     * The ledger of a flag set, for a principal who may use it so.
     *
     * @throws RefusedException {@code forbidden}, {@code project-not-found} or {@code environment-not-found}
     */
    public LedgerId open(Principal principal, Permission permission, String project, String environment) {
        principal.require(permission, Scope.environment(project, environment));
        if (!Keys.isName(project) || LedgerId.isReserved(project) || !store.exists(LedgerId.catalogue(project))) {
            throw NotFound.project(project);
        }
        if (!Keys.isName(environment) || !store.exists(LedgerId.flagSet(project, environment))) {
            throw NotFound.environment(project, environment);
        }
        return LedgerId.flagSet(project, environment);
    }

    /** The chunks of members that flag sets have. */
    public MemberChunks chunks() {
        return chunks;
    }

    /**
     * Finds the chunks of members that the documents of one request name, among those that the flag set has.
     *
     * @return refuses an unknown chunk with {@code chunk-unknown}, whether or not another flag set has it
     * @throws RefusedException as {@link #open} does
     */
    public Function<String, MemberChunk> chunksNamedBy(
            Principal principal, Permission permission, String project, String environment) {
        return chunks.namedIn(open(principal, permission, project, environment));
    }

    /**
     * Carries out one operation. Places in errors are relative to the document of a {@code put}, or to the body of a
     * command.
     *
     * @return what became of it; without an entry if no document changed
     * @throws RefusedException if it may not be done, or would be illegal; nothing was written
     */
    public WriteResult apply(String project, String environment, WriteRequest request, Operation operation) {
        LedgerId flagSet = open(request.principal(), Permission.WRITE, project, environment);
        return writer.write(flagSet, request, () -> {
            List<Step> steps = List.of(preparation(flagSet).prepare(operation));
            return intent(flagSet, steps, false);
        });
    }

    /**
     * Carries out a change set: all operations, in their order, as one entry, or none. Several operations on one
     * subject make one change of it. Places in errors begin with {@code /changes/} and the operation's index.
     *
     * @return what became of it; without an entry if no document changed
     * @throws RefusedException if it may not be done, or the resulting state would be illegal; nothing was written
     */
    public WriteResult apply(String project, String environment, WriteRequest request, List<Operation> operations) {
        LedgerId flagSet = open(request.principal(), Permission.WRITE, project, environment);
        refuseTooMany(operations);
        return writer.write(
                flagSet, request, () -> intent(flagSet, preparation(flagSet).prepare(operations), true));
    }

    /**
     * Gives every flag and segment of a flag set the document that it had in a past state, as one entry.
     *
     * @throws RefusedException {@code revision-unknown} or {@code revision-compacted} with the reachable range in the
     *     members {@code oldest} and {@code newest}, {@code document-erased}, and as {@link #apply} does
     */
    public WriteResult rollback(String project, String environment, WriteRequest request, RollbackTarget target) {
        return rollback(project, environment, request, target, Optional.empty());
    }

    /**
     * Gives chosen flags the documents that they had in a past state, as one entry.
     *
     * @param flags the keys of flags that exist or existed
     * @throws RefusedException as the rollback of everything does; {@code flag-not-found} for a key that never was, and
     *     {@code missing-reference} or the like if the flags do not fit to what stays as it is
     */
    public WriteResult rollback(
            String project, String environment, WriteRequest request, RollbackTarget target, Set<String> flags) {
        return rollback(project, environment, request, target, Optional.of(Set.copyOf(flags)));
    }

    // Absent means all, which only the two public methods say.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private WriteResult rollback(
            String project,
            String environment,
            WriteRequest request,
            RollbackTarget target,
            Optional<Set<String>> only) {
        LedgerId flagSet = open(request.principal(), Permission.WRITE, project, environment);
        return writer.write(flagSet, request, () -> {
            LedgerState past = past(flagSet, target);
            String place = target instanceof RollbackTarget.ToRevision ? "/toRevision" : "/toInstant";
            return new Intent(
                    new RestorePlan(past, only, place),
                    (_, after) ->
                            only.map(keys -> Foresight.of(keys, past, after)).orElse(Foresight.NOTHING),
                    List.of());
        });
    }

    private LedgerState past(LedgerId flagSet, RollbackTarget target) {
        return switch (target) {
            case RollbackTarget.ToRevision(long revision) ->
                history.at(flagSet, revision, Origin.command("/toRevision"));
            case RollbackTarget.ToInstant(Instant instant) -> {
                requirePast(flagSet, instant);
                yield history.asOf(flagSet, instant);
            }
        };
    }

    private void requirePast(LedgerId flagSet, Instant instant) {
        LedgerState head = history.head(flagSet);
        if (instant.isAfter(clock.instant()) && instant.isAfter(head.at())) {
            String newest = InstantFormat.write(head.at());
            String detail = "The instant " + InstantFormat.write(instant)
                    + " has not come yet; the newest change is of " + newest + ", and a rollback goes to before that";
            Violation violation = Violation.of("/toInstant", detail, "an instant before " + newest);
            throw new RefusedException(ProblemName.INVALID_REQUEST, detail, List.of(violation), Map.of());
        }
    }

    /** Writes what was prepared by another part of this module, to a flag set that {@link #open} gave. */
    WriteResult write(LedgerId flagSet, WriteRequest request, Supplier<Intent> preparation) {
        return writer.write(flagSet, request, preparation);
    }

    /** What a change set would do, for whoever may read. */
    WriteResult foresee(LedgerId flagSet, WriteRequest request, List<Operation> operations) {
        refuseTooMany(operations);
        return writer.foresee(
                flagSet, request, () -> intent(flagSet, preparation(flagSet).prepare(operations), true));
    }

    private static void refuseTooMany(List<Operation> operations) {
        if (operations.size() > MAX_OPERATIONS) {
            String detail = "The change set has " + operations.size() + " operations, and at most " + MAX_OPERATIONS
                    + " are allowed; split it";
            Violation violation = Violation.of("/changes", detail, "at most " + MAX_OPERATIONS + " operations");
            throw new RefusedException(ProblemName.TOO_LARGE, detail, List.of(violation), Map.of());
        }
    }

    private Preparation preparation(LedgerId flagSet) {
        return new Preparation(history, salts, flagSet);
    }

    private Intent intent(LedgerId flagSet, List<Step> steps, boolean changeSet) {
        return new Intent(
                new StepsPlan(steps, changeSet),
                (before, after) -> Foresight.of(steps, history, flagSet, before, after),
                steps.stream().flatMap(step -> step.chunks().stream()).toList());
    }
}
