package dev.belay.control;

import static dev.belay.control.Bench.dependent;
import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static dev.belay.control.Bench.segment;
import static dev.belay.control.Bench.segmented;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Segment;
import dev.belay.json.Json;
import dev.belay.json.Violation;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FlagRollbackTest {

    private static final Segment SMALL = segment("beta", "ana", "bob");
    private static final Segment LARGE = segment("beta", "ana", "bob", "cai");

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void givesTheDocumentOfTheVersionBack() {
        bench.put(flag("basket"));
        SubjectState first = bench.flagState("basket");
        bench.apply(new Operation.Disable("basket", Precondition.NONE));

        WriteResult result = bench.apply(to(1));

        LedgerEntry entry = result.entry().orElseThrow();
        assertThat(entry.action()).isEqualTo("flag.rolled-back");
        assertThat(entry.links().members()).containsKey("rollbackOf");
        assertThat(RollbackOf.read(entry)).isEmpty();
        assertThat(bench.flagState("basket").document()).isEqualTo(first.document());
        assertThat(bench.flagState("basket").version()).isEqualTo(3);
    }

    @Test
    void toThePresentDocumentAppendsNothing() {
        bench.put(flag("basket"));

        assertThat(bench.apply(to(1)).entry()).isEmpty();
    }

    @Test
    void toAnArchivedVersionArchives() {
        bench.put(flag("basket"));
        bench.apply(new Operation.Archive("basket", Precondition.NONE));
        bench.put(flag("basket"));

        bench.apply(to(2));

        assertThat(bench.flagState("basket").isLive()).isFalse();
    }

    @Test
    void bringsAnArchivedFlagBack() {
        bench.put(flag("basket"));
        bench.apply(new Operation.Archive("basket", Precondition.NONE));

        bench.apply(to(1));

        assertThat(bench.flagState("basket").isLive()).isTrue();
        assertThat(bench.flagState("basket").version()).isEqualTo(3);
    }

    @Test
    void toAVersionThatNeverWasIsRefused() {
        bench.put(flag("basket"));

        RefusedException refused = refusal(() -> bench.apply(to(2)));

        assertThat(refused.name()).isEqualTo(ProblemName.VERSION_UNKNOWN);
        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("/toVersion");
            assertThat(error.allowed()).contains("1 to 1");
        });
    }

    @Test
    void ofAFlagThatNeverWasIsRefused() {
        assertThat(refusal(() -> bench.apply(to(1))).name()).isEqualTo(ProblemName.FLAG_NOT_FOUND);
    }

    @Test
    void thatWouldMissAPrerequisiteIsRefused() {
        bench.put(flag("payments"));
        bench.put(dependent("basket", "payments", "on"));
        bench.put(flag("basket"));
        bench.apply(new Operation.Archive("payments", Precondition.NONE));

        RefusedException refused = refusal(() -> bench.apply(to(1)));

        assertThat(refused.name()).isEqualTo(ProblemName.MISSING_REFERENCE);
        assertThat(refused.detail()).contains("withClosure", "--with-closure");
        assertThat(refused.errors().getFirst().allowed().orElseThrow()).startsWith("an existing flag");
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/toVersion");
    }

    @Test
    void thatWouldTakeAVariantFromOthersIsRefused() {
        bench.put(flag("payments"));
        bench.put(withThirdVariant());
        bench.put(dependent("basket", "payments", "auto"));

        RefusedException refused =
                refusal(() -> bench.apply(new Operation.Rollback("payments", 1, false, Precondition.NONE)));

        assertThat(refused.name()).isEqualTo(ProblemName.STILL_REFERENCED);
        assertThat(refused.errors()).extracting(Violation::path).containsExactly("/toVersion");
    }

    @Test
    void namesItsBaseLikeAnyOther() {
        bench.put(flag("basket"));
        bench.put(flag("basket", ", \"exposed\": true"));

        RefusedException refused =
                refusal(() -> bench.apply(new Operation.Rollback("basket", 1, false, Precondition.version(1))));

        assertThat(refused.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
    }

    @Test
    void segmentsGoBackToo() {
        bench.put(SMALL);
        bench.put(LARGE);

        WriteResult result = bench.apply(new Operation.RollbackSegment("beta", 1, Precondition.NONE));

        assertThat(result.entry().orElseThrow().action()).isEqualTo("segment.rolled-back");
        assertThat(bench.head().snapshot().segment("beta")).isEqualTo(SMALL);
    }

    @Nested
    class WhenItsSegmentHasChangedSince {

        WhenItsSegmentHasChangedSince() {
            bench.put(SMALL);
            bench.put(segmented("basket", "beta"));
            bench.put(LARGE);
            bench.put(flag("basket"));
        }

        @Test
        void theDryRunSaysSoAndOffersTheClosure() {
            WriteResult preview = bench.apply(request().asDryRun(), to(1));

            assertThat(preview.closure())
                    .containsExactly(
                            new ClosureChange(Subject.flag("basket"), Subject.segment("beta"), 1, Optional.of(2L)));
            assertThat(preview.warnings()).anyMatch(warning -> warning.contains("withClosure"));
            assertThat(bench.revision()).isEqualTo(4);
        }

        @Test
        void withItsClosureTheSegmentGoesBackToo() {
            WriteResult result = bench.apply(new Operation.Rollback("basket", 1, true, Precondition.NONE));

            assertThat(result.entry().orElseThrow().changes())
                    .extracting(Change::subject)
                    .containsExactly(Subject.flag("basket"), Subject.segment("beta"));
            assertThat(bench.head().snapshot().segment("beta")).isEqualTo(SMALL);
        }

        @Test
        void theDryRunSaysWhoElseUsesTheSegment() {
            bench.put(segmented("search", "beta"));

            WriteResult preview =
                    bench.apply(request().asDryRun(), new Operation.Rollback("basket", 1, true, Precondition.NONE));

            assertThat(preview.closure()).isEmpty();
            assertThat(preview.warnings()).singleElement().asString().contains("flag 'search'");
        }

        @Test
        void withItsClosureAnArchivedSegmentComesBack() {
            bench.apply(new Operation.ArchiveSegment("beta", Precondition.NONE));
            assertThat(refusal(() -> bench.apply(to(1))).name()).isEqualTo(ProblemName.MISSING_REFERENCE);

            bench.apply(new Operation.Rollback("basket", 1, true, Precondition.NONE));

            assertThat(bench.head().snapshot().segment("beta")).isEqualTo(SMALL);
        }
    }

    private static Flag withThirdVariant() {
        return FlagFormat.read(Json.read("""
                {"key": "payments", "type": "boolean", "enabled": true, "offVariant": "off",
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false},
                              {"name": "auto", "value": true}]}"""));
    }

    private static Operation to(long version) {
        return new Operation.Rollback("basket", version, false, Precondition.NONE);
    }
}
