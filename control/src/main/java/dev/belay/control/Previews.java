package dev.belay.control;

import dev.belay.core.EvaluationContext;
import dev.belay.core.preview.FlagPreview;
import dev.belay.core.preview.Sampling;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what a change set would do to the answers of flags, before anything is written.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; previews take up to some seconds of computing.
 */
public final class Previews {

    /** How many contexts may be given. */
    public static final int MOST_CONTEXTS = 1_000;

    /** How many contexts are made up at most. */
    public static final int MOST_SAMPLES = 10_000;

    /** How many flags are looked at. */
    public static final int MOST_FLAGS = 200;

    private static final int MOST_KEYS = 10_000;
    private static final int FEWEST_KEYS = 100;
    private static final int KEYS_IN_ALL = 100_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final FlagSets flagSets;
    private final InstantSource clock;

    /** Previews changes of flag sets, which see the time of a clock. */
    public Previews(FlagSets flagSets, InstantSource clock) {
        this.flagSets = flagSets;
        this.clock = clock;
    }

    /**
     * What to look at.
     *
     * @param contexts the contexts to ask for, at most {@value #MOST_CONTEXTS}
     * @param samples  how many contexts to make up for each flag, at most {@value #MOST_SAMPLES}
     * @param seed     the same seed makes up the same contexts
     */
    public record Wanted(List<EvaluationContext> contexts, int samples, long seed) {

        /** Checks the limits and copies the list. */
        public Wanted {
            contexts = List.copyOf(contexts);
            if (contexts.size() > MOST_CONTEXTS || samples < 0 || samples > MOST_SAMPLES) {
                throw new IllegalArgumentException(contexts.size() + " contexts and " + samples + " samples; at most "
                        + MOST_CONTEXTS + " and " + MOST_SAMPLES + " are allowed");
            }
        }
    }

    /**
     * What a change set would do.
     *
     * @param before   the state that it was tried on
     * @param at       the instant that conditions on time saw
     * @param flags    one preview for each flag whose answers may change
     * @param warnings what the requester should know
     */
    public record Result(LedgerState before, Instant at, List<FlagPreview> flags, List<String> warnings) {

        /** Copies the lists. */
        public Result {
            flags = List.copyOf(flags);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Previews a change set. Samples end when the time for all of them is over, and say how large they are.
     *
     * @throws RefusedException if the principal may not read, and as applying the change set would
     */
    public Result preview(
            Principal principal, String project, String environment, List<Operation> operations, Wanted wanted) {
        LedgerId flagSet = flagSets.open(principal, Permission.READ, project, environment);
        WriteResult result = flagSets.foresee(flagSet, WriteRequest.by(principal), operations);
        List<String> affected = Affected.flags(result);
        List<String> warnings = new ArrayList<>(result.warnings());
        if (affected.size() > MOST_FLAGS) {
            warnings.add("The change affects " + affected.size() + " flags, and " + MOST_FLAGS
                    + " were looked at; preview it in parts to see the others");
        }
        Instant now = clock.instant();
        List<String> looked = affected.stream().limit(MOST_FLAGS).toList();
        Sampling sampling = sampling(wanted, now, looked.size());
        List<FlagPreview> flags = looked.stream()
                .map(flag -> FlagPreview.of(
                        result.before().snapshot(), result.after().snapshot(), flag, sampling))
                .toList();
        return new Result(result.before(), now, flags, warnings);
    }

    private Sampling sampling(Wanted wanted, Instant now, int flags) {
        int keys = Math.clamp(KEYS_IN_ALL / Math.max(1, flags), FEWEST_KEYS, MOST_KEYS);
        Instant end = now.plus(LONGEST);
        return new Sampling(
                wanted.contexts(),
                wanted.samples(),
                keys,
                wanted.seed(),
                now,
                () -> clock.instant().isBefore(end));
    }
}
