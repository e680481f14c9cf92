package dev.belay.control;

import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final Operation DISABLE = new Operation.Disable("basket", Precondition.NONE);
    private static final WriteRequest ONCE = request().repeatable("k-1", "hash-1");

    private final Bench bench = new Bench();

    IdempotencyTest() {
        bench.put(flag("basket"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aRepetitionAnswersTheFirstOutcome() {
        WriteResult first = bench.apply(ONCE, DISABLE);
        bench.apply(new Operation.Enable("basket", Precondition.NONE));

        WriteResult second = bench.apply(ONCE, DISABLE);

        assertThat(second.replayed()).isTrue();
        assertThat(second.entry()).isEqualTo(first.entry());
        assertThat(second.after().position()).isEqualTo(first.after().position());
        assertThat(bench.revision()).isEqualTo(3);
    }

    @Test
    void aRepetitionOfWhatChangedNothingAnswersThePositionOfThen() {
        WriteRequest request = request().repeatable("k-2", "hash-2");
        bench.apply(request, new Operation.Enable("basket", Precondition.NONE));
        bench.apply(DISABLE);

        WriteResult second = bench.apply(request, new Operation.Enable("basket", Precondition.NONE));

        assertThat(second.replayed()).isTrue();
        assertThat(second.after().position().revision()).isEqualTo(1);
    }

    @Test
    void aCreationCanBeRepeated() {
        WriteRequest request = request().repeatable("k-3", "hash-3");
        Operation create = new Operation.PutFlag(flag("new"), Precondition.ABSENT);
        WriteResult first = bench.apply(request, create);

        WriteResult second = bench.apply(request, create);

        assertThat(second.entry()).isEqualTo(first.entry());
    }

    @Test
    void aReusedKeyIsRefused() {
        bench.apply(ONCE, DISABLE);

        RefusedException refused = refusal(() -> bench.apply(request().repeatable("k-1", "other"), DISABLE));

        assertThat(refused.name()).isEqualTo(ProblemName.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void anotherPrincipalMayUseTheSameKey() {
        bench.apply(ONCE, DISABLE);
        Principal other = new Principal(Principal.TOKEN, "t-2", "grace", Set.of(Permission.WRITE), Scope.EVERYWHERE);

        WriteResult result = bench.apply(WriteRequest.by(other).repeatable("k-1", "other"), DISABLE);

        assertThat(result.replayed()).isFalse();
    }

    @Test
    void aRefusalIsNotRemembered() {
        WriteRequest request = request().repeatable("k-4", "hash-4");
        Operation enable = new Operation.Enable("later", Precondition.NONE);
        refusal(() -> bench.apply(request, enable));
        bench.put(flag("later").withEnabled(false));

        assertThat(bench.apply(request, enable).entry()).isPresent();
    }

    @Test
    void aDryRunUsesUpNoKey() {
        bench.apply(ONCE.asDryRun(), DISABLE);

        assertThat(bench.apply(ONCE, DISABLE).replayed()).isFalse();
    }
}
