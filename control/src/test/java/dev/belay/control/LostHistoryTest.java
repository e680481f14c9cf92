package dev.belay.control;

import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.RevisionUnreachableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that keeps history from revision 2 on, and has erased every document. */
class LostHistoryTest {

    private static final Operation ROLLBACK = new Operation.Rollback("basket", 1, false, Precondition.NONE);
    private static final RollbackTarget FIRST = new RollbackTarget.ToRevision(1);

    private final Bench bench = new Bench();
    private final FlagSets forgetful = new FlagSets(forgetful(bench.store), bench.clock, () -> "salt", Audience.NONE);

    LostHistoryTest() {
        bench.put(flag("basket"));
        bench.apply(new Operation.Disable("basket", Precondition.NONE));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void rollingBackToACompactedRevisionNamesTheReachableRange() {
        RefusedException refused = refusal(() -> forgetful.rollback("default", "production", request(), FIRST));

        assertThat(refused.name()).isEqualTo(ProblemName.REVISION_COMPACTED);
        assertThat(refused.members()).containsEntry("oldest", Value.of(2)).containsEntry("newest", Value.of(2));
    }

    @Test
    void aVersionThatWasCompactedIsToldFromOneThatNeverWas() {
        bench.apply(new Operation.Enable("basket", Precondition.NONE));
        bench.store.compact(Bench.FLAG_SET, 2);

        RefusedException gone = refusal(() -> bench.history.version(Bench.FLAG_SET, Subject.flag("basket"), 1));
        RefusedException never = refusal(() -> bench.history.version(Bench.FLAG_SET, Subject.flag("basket"), 4));

        assertThat(gone.name()).isEqualTo(ProblemName.REVISION_COMPACTED);
        assertThat(gone).hasMessageContaining("Version 1 of the flag 'basket' is no longer kept; name one from 2 to 3");
        assertThat(gone.members()).containsEntry("oldest", Value.of(2)).containsEntry("newest", Value.of(3));
        assertThat(never.name()).isEqualTo(ProblemName.VERSION_UNKNOWN);
        assertThat(never).hasMessageContaining("never had a version 4; name one from 2 to 3");
    }

    @Test
    void rollingBackToAnErasedDocumentIsRefused() {
        RefusedException refused = refusal(() -> forgetful.apply("default", "production", request(), ROLLBACK));

        assertThat(refused.name()).isEqualTo(ProblemName.DOCUMENT_ERASED);
        assertThat(bench.revision()).isEqualTo(2);
    }

    @Test
    void aConflictIsDescribedWithoutTheErasedBase() {
        Operation put = new Operation.PutFlag(flag("basket", ", \"exposed\": true"), Precondition.version(1));

        RefusedException refused = refusal(() -> forgetful.apply("default", "production", request(), put));

        assertThat(refused.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
        assertThat(refused.members()).containsEntry("base", Value.NULL).containsKeys("theirs", "yours");
    }

    @Test
    void aRepetitionStillAnswersTheFirstOutcome() {
        WriteRequest request = request().repeatable("k", "h");
        WriteResult first = bench.apply(request, ROLLBACK);

        WriteResult second = forgetful.apply("default", "production", request, ROLLBACK);

        assertThat(second.replayed()).isTrue();
        assertThat(second.entry()).isEqualTo(first.entry());
    }

    private static LedgerStore forgetful(LedgerStore store) {
        return (LedgerStore) Proxy.newProxyInstance(
                LedgerStore.class.getClassLoader(), new Class<?>[] {LedgerStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("document")) {
                        return Optional.empty();
                    }
                    if (method.getName().equals("at") && (long) arguments[1] < 2) {
                        throw new RevisionUnreachableException((long) arguments[1], 2, 2);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
