package dev.belay.control;

import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.control.delta.Delta;
import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.json.flag.FlagFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PreconditionTest {

    private static final Flag FIRST = flag("basket");
    private static final Flag THEIRS = flag("basket").withEnabled(false);
    private static final Flag YOURS = flag("basket", ", \"exposed\": true");

    private final Bench bench = new Bench();

    PreconditionTest() {
        bench.put(FIRST);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void replacingWithoutABaseIsRefused() {
        RefusedException refused = refusal(() -> put(YOURS, Precondition.NONE));

        assertThat(refused.name()).isEqualTo(ProblemName.PRECONDITION_REQUIRED);
        assertThat(refused.members()).containsEntry("version", Value.of(1));
        assertThat(bench.revision()).isEqualTo(1);
    }

    @Test
    void replacingTheVersionThatItIsBasedOnSucceeds() {
        put(YOURS, Precondition.tag(bench.head().position().epoch(), 1));

        assertThat(bench.flagState("basket").version()).isEqualTo(2);
    }

    @Test
    void aTagOfAnotherEpochIsStale() {
        RefusedException refused = refusal(() -> put(YOURS, Precondition.tag("elsewhere", 1)));

        assertThat(refused.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
    }

    @Test
    void creatingOnlyIsRefusedWhenTheFlagExists() {
        RefusedException refused = refusal(() -> put(YOURS, Precondition.ABSENT));

        assertThat(refused.name()).isEqualTo(ProblemName.ALREADY_EXISTS);
    }

    @Test
    void creatingOnlySucceedsOnceTheFlagIsArchived() {
        bench.apply(new Operation.Archive("basket", Precondition.version(1)));

        put(YOURS, Precondition.ABSENT);

        assertThat(bench.flagState("basket").version()).isEqualTo(3);
    }

    @Test
    void anotherFlagInBetweenIsNoConflict() {
        bench.put(flag("other"));

        put(YOURS, Precondition.version(1));

        assertThat(bench.flagState("basket").version()).isEqualTo(2);
    }

    @Test
    void aCommandMayNameItsBaseToo() {
        RefusedException refused = refusal(() -> bench.apply(new Operation.Disable("basket", Precondition.version(7))));

        assertThat(refused.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
        assertThat(refused.members()).doesNotContainKey("yours");
    }

    @Nested
    class AfterAChangeBySomebodyElse {

        AfterAChangeBySomebodyElse() {
            put(THEIRS, Precondition.version(1));
        }

        @Test
        void aStaleBaseIsRefusedWithAllThreeDocuments() {
            RefusedException refused = refusal(() -> put(YOURS, Precondition.version(1)));

            assertThat(refused.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
            assertThat(refused).hasMessageContaining("is at version 2");
            assertThat(refused.members())
                    .containsEntry("base", FlagFormat.write(FIRST))
                    .containsEntry("theirs", FlagFormat.write(THEIRS))
                    .containsEntry("yours", FlagFormat.write(YOURS));
            assertThat(bench.revision()).isEqualTo(2);
        }

        @Test
        void theDifferencesLeadFromTheBaseToBothSides() {
            RefusedException refused = refusal(() -> put(YOURS, Precondition.version(1)));

            Map<String, Value> differences = members(refused.members().get("differences"));
            Value base = refused.members().get("base");
            assertThat(Delta.apply(base, items(differences.get("theirs")))).isEqualTo(FlagFormat.write(THEIRS));
            assertThat(Delta.apply(base, items(differences.get("yours")))).isEqualTo(FlagFormat.write(YOURS));
        }

        @Test
        void anArchivedFlagConflictsWithEveryBase() {
            bench.apply(new Operation.Archive("basket", Precondition.NONE));

            RefusedException refused = refusal(() -> put(YOURS, Precondition.version(2)));

            assertThat(refused.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
            assertThat(refused).hasMessageContaining("is archived since version 3");
            assertThat(refused.members()).containsEntry("theirs", Value.NULL);
        }
    }

    private WriteResult put(Flag flag, Precondition base) {
        return bench.apply(new Operation.PutFlag(flag, base));
    }

    private static Map<String, Value> members(Value value) {
        return ((Value.StructureValue) value).members();
    }

    private static List<Value> items(Value value) {
        return ((Value.ListValue) value).items();
    }
}
