package dev.belay.server.sinks.storage;

import dev.belay.core.Value;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A sink as an administrator has set it up.
 *
 * @param id          names it in the API
 * @param project     whose changes it announces
 * @param environment the only one, or none for all of the project, those to come too
 * @param manner      what it announces, and how
 * @param kind        the word of its kind
 * @param target      where to, without secrets
 * @param sealed      the secrets, encrypted; empty if there are none
 * @param paused      whether it waits until it is told to go on
 * @param generation  grows with every change of the definition
 * @param createdBy   name of the principal
 */
public record SinkDefinition(
        String id,
        String project,
        Optional<String> environment,
        Manner manner,
        String kind,
        Value.StructureValue target,
        Optional<byte[]> sealed,
        boolean paused,
        long generation,
        Instant createdAt,
        String createdBy) {

    /** Whether it announces changes of a ledger. */
    public boolean covers(LedgerId ledger) {
        return ledger.isFlagSet()
                && ledger.project().filter(project::equals).isPresent()
                && (environment.isEmpty() || environment.equals(ledger.environment()));
    }

    /** The same sink, which announces otherwise or elsewhere from now on. */
    public SinkDefinition replacedBy(
            Manner other, String otherKind, Value.StructureValue otherTarget, Optional<byte[]> otherSealed) {
        return new SinkDefinition(
                id,
                project,
                environment,
                other,
                otherKind,
                otherTarget,
                otherSealed,
                paused,
                generation + 1,
                createdAt,
                createdBy);
    }

    /** The same sink with other secrets. */
    public SinkDefinition withSealed(Optional<byte[]> other) {
        return new SinkDefinition(
                id, project, environment, manner, kind, target, other, paused, generation, createdAt, createdBy);
    }

    /** Says which sink it is. */
    @Override
    public String toString() {
        return "sink " + id;
    }
}
