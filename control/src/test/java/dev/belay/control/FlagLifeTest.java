package dev.belay.control;

import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.core.flag.FlagType;
import dev.belay.json.Json;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FlagLifeTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Nested
    class Creating {

        @Test
        void appendsTheFlagAndItsDefinition() {
            WriteResult result =
                    bench.apply(request().because("launch"), new Operation.PutFlag(flag("basket"), Precondition.NONE));

            LedgerEntry entry = result.entry().orElseThrow();
            assertThat(entry.action()).isEqualTo("flag.created");
            assertThat(entry.actor().id()).isEqualTo("t-1");
            assertThat(entry.reason()).contains("launch");
            assertThat(bench.flagState("basket").version()).isEqualTo(1);
            assertThat(bench.projects.catalogue(Bench.ADMIN, "default")).isEqualTo(Map.of("basket", FlagType.BOOLEAN));
        }

        @Test
        void registersADefinitionOnlyOnce() {
            bench.put(flag("basket"));
            long revision = bench.store.head(Bench.CATALOGUE).position().revision();

            bench.flagSets.apply(
                    "default", "staging", request(), new Operation.PutFlag(flag("basket"), Precondition.NONE));

            assertThat(bench.store.head(Bench.CATALOGUE).position().revision()).isEqualTo(revision);
        }

        @Test
        void isRefusedWhenTheKeyHasAnotherTypeInTheProject() {
            bench.put(flag("basket"));
            Operation text = new Operation.PutFlag(FlagFormat.read(Json.read("""
                            {"key": "basket", "type": "string", "enabled": true,
                             "variants": [{"name": "a", "value": "A"}]}""")), Precondition.NONE);

            RefusedException refused = refusal(() -> bench.flagSets.apply("default", "staging", request(), text));

            assertThat(refused.name()).isEqualTo(ProblemName.TYPE_CHANGED);
            assertThat(refused.errors().getFirst().path()).isEqualTo("/type");
            assertThat(refused.errors().getFirst().allowed()).contains("boolean");
        }

        @Test
        void registersNothingWhenItIsRefused() {
            RefusedException refused = refusal(() -> bench.put(Bench.dependent("basket", "missing", "on")));

            assertThat(refused.name()).isEqualTo(ProblemName.MISSING_REFERENCE);
            assertThat(bench.projects.catalogue(Bench.ADMIN, "default")).isEmpty();
            assertThat(bench.revision()).isZero();
        }

        @Test
        void registersNothingInADryRun() {
            WriteResult result =
                    bench.apply(request().asDryRun(), new Operation.PutFlag(flag("basket"), Precondition.NONE));

            assertThat(result.dryRun()).isTrue();
            assertThat(result.entry()).isEmpty();
            assertThat(result.after().position().revision()).isEqualTo(1);
            assertThat(result.differences()).hasSize(1);
            assertThat(bench.revision()).isZero();
            assertThat(bench.projects.catalogue(Bench.ADMIN, "default")).isEmpty();
        }
    }

    @Nested
    class AfterCreation {

        AfterCreation() {
            bench.put(flag("basket"));
        }

        @Test
        void disablingAndEnablingAreEntries() {
            WriteResult disabled = bench.apply(new Operation.Disable("basket", Precondition.NONE));
            WriteResult enabled = bench.apply(new Operation.Enable("basket", Precondition.NONE));

            assertThat(disabled.entry().orElseThrow().action()).isEqualTo("flag.disabled");
            assertThat(enabled.entry().orElseThrow().action()).isEqualTo("flag.enabled");
            assertThat(bench.flagState("basket").version()).isEqualTo(3);
        }

        @Test
        void enablingAnEnabledFlagAppendsNothing() {
            WriteResult result = bench.apply(new Operation.Enable("basket", Precondition.NONE));

            assertThat(result.entry()).isEmpty();
            assertThat(result.after().position().revision()).isEqualTo(1);
        }

        @Test
        void anEqualDocumentAppendsNothing() {
            WriteResult result = bench.put(flag("basket"));

            assertThat(result.entry()).isEmpty();
            assertThat(bench.flagState("basket").version()).isEqualTo(1);
        }

        @Test
        void archivingKeepsTheVersionCounter() {
            bench.apply(new Operation.Archive("basket", Precondition.NONE));
            assertThat(bench.head().snapshot().flag("basket")).isNull();

            WriteResult created = bench.put(flag("basket"));

            assertThat(created.entry().orElseThrow().action()).isEqualTo("flag.created");
            assertThat(bench.flagState("basket").version()).isEqualTo(3);
        }

        @Test
        void anArchivedFlagIsNotFound() {
            bench.apply(new Operation.Archive("basket", Precondition.NONE));

            RefusedException refused = refusal(() -> bench.apply(new Operation.Enable("basket", Precondition.NONE)));

            assertThat(refused.name()).isEqualTo(ProblemName.FLAG_NOT_FOUND);
            assertThat(refused).hasMessageContaining("is archived");
        }

        @Test
        void reshufflingAFlagThatSplitsWarnsOfNothing() {
            bench.put(flag("basket", """
                    , "rules": [{"id": "half", "when": {"all": []},
                                 "serve": {"split": {"slices": [{"variant": "on", "weight": 50000}]}}}]"""));

            WriteResult result = bench.apply(new Operation.Reshuffle("basket", Precondition.NONE));

            assertThat(result.warnings()).isEmpty();
        }

        @Test
        void reshufflingWarnsWhenNothingDrawsByTheSalt() {
            WriteResult result = bench.apply(new Operation.Reshuffle("basket", Precondition.NONE));

            assertThat(result.entry().orElseThrow().action()).isEqualTo("flag.reshuffled");
            assertThat(result.warnings()).singleElement().asString().contains("moves nobody");
            assertThat(salt()).isEqualTo(Value.of("salt-1"));
        }

        private Value salt() {
            Value document =
                    bench.flagState("basket").document().map(Document::value).orElseThrow();
            Value bucketing = ((Value.StructureValue) document).members().get("bucketing");
            return ((Value.StructureValue) bucketing).members().get("salt");
        }
    }

    @Test
    void aFlagThatNeverWasIsNotFound() {
        RefusedException refused = refusal(() -> bench.apply(new Operation.Disable("basket", Precondition.NONE)));

        assertThat(refused.name()).isEqualTo(ProblemName.FLAG_NOT_FOUND);
        assertThat(refused).hasMessageContaining("There is no flag 'basket'");
        assertThat(bench.store.versions(Bench.FLAG_SET, Subject.flag("basket"))).isEmpty();
    }
}
