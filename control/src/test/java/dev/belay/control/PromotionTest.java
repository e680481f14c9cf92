package dev.belay.control;

import static dev.belay.control.Bench.dependent;
import static dev.belay.control.Bench.flag;
import static dev.belay.control.Bench.refusal;
import static dev.belay.control.Bench.request;
import static dev.belay.control.Bench.segment;
import static dev.belay.control.Bench.segmented;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.Violation;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.MemberEdit;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.diff.StateDifference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** From staging to production, where the bench's short words write. */
class PromotionTest {

    private static final LedgerId STAGING = LedgerId.flagSet("default", "staging");
    private static final Promotion.Choices DEFAULT = Promotion.Choices.DEFAULT;

    private final Bench bench = new Bench();
    private final Promotions promotions = new Promotions(bench.flagSets, bench.history);

    @AfterEach
    void close() {
        bench.close();
    }

    private void stage(Operation... operations) {
        bench.clock.advance(Duration.ofSeconds(1));
        bench.flagSets.apply("default", "staging", request(), List.of(operations));
    }

    private void stage(Flag flag) {
        stage(new Operation.PutFlag(flag, version(Subject.flag(flag.key()))));
    }

    private void stage(Segment segment) {
        stage(new Operation.PutSegment(segment, version(Subject.segment(segment.key()))));
    }

    private Precondition version(Subject subject) {
        SubjectState state = staging().subject(subject);
        return state == null || !state.isLive() ? Precondition.NONE : Precondition.version(state.version());
    }

    private LedgerState staging() {
        return bench.store.head(STAGING);
    }

    private WriteResult promote(Promotion promotion) {
        return promote(request(), promotion);
    }

    private WriteResult promote(WriteRequest request, Promotion promotion) {
        bench.clock.advance(Duration.ofSeconds(1));
        return promotions.promote("default", "production", request, promotion).result();
    }

    private Flag production(String key) {
        return new WorkingState(bench.head()).flag(key);
    }

    @Nested
    class OfEverything {

        @Test
        void makesOneEntryThatNamesItsSource() {
            stage(segment("beta", "user-1", "user-9"));
            stage(segmented("a", "beta"));
            stage(flag("b"));

            LedgerEntry entry = promote(request().because("release 12"), Promotion.allOf("staging"))
                    .entry()
                    .orElseThrow();

            assertThat(entry.action()).isEqualTo("flag-set.promoted");
            assertThat(entry.changes()).extracting(Change::subject).hasSize(3);
            assertThat(PromotedFrom.read(entry))
                    .contains(new PromotedFrom(STAGING, staging().position(), Optional.empty()));
        }

        @Test
        void withStateMakesTheTargetEqual() {
            stage(segment("beta", "user-1", "user-9"));
            stage(segmented("a", "beta"));
            stage(new Operation.Disable("a", Precondition.NONE));
            stage(flag("b"));

            promote(Promotion.allOf("staging").with(DEFAULT.withState()));

            assertThat(StateDifference.between(staging(), bench.head())).isEmpty();
        }

        @Test
        void leavesWhatOnlyTheTargetHasAndSaysSo() {
            stage(flag("a"));
            bench.put(flag("old"));

            WriteResult result = promote(Promotion.allOf("staging"));

            assertThat(bench.flagState("old").isLive()).isTrue();
            assertThat(result.warnings()).anyMatch(each -> each.contains("Left alone") && each.contains("'old'"));
        }

        @Test
        void archivesWhatOnlyTheTargetHasWhenAskedTo() {
            stage(flag("a"));
            bench.put(segment("beta", "user-1", "user-9"));
            bench.put(segmented("old", "beta"));

            promote(Promotion.allOf("staging").with(DEFAULT.withState().pruning()));

            assertThat(StateDifference.between(staging(), bench.head())).isEmpty();
        }

        @Test
        void thatChangesNothingAppendsNothing() {
            stage(flag("a"));
            promote(Promotion.allOf("staging"));
            long before = bench.revision();

            assertThat(promote(Promotion.allOf("staging")).entry()).isEmpty();
            assertThat(bench.revision()).isEqualTo(before);
        }
    }

    @Nested
    class OnAndOff {

        @Test
        void aFlagKeepsTheStateOfTheTarget() {
            bench.put(flag("a"));
            bench.apply(new Operation.Disable("a", Precondition.NONE));
            stage(flag("a", ", \"targets\": [{\"variant\": \"off\", \"keys\": [\"u\"]}]"));

            promote(Promotion.allOf("staging"));

            assertThat(production("a").enabled()).isFalse();
            assertThat(production("a").targets()).hasSize(1);
        }

        @Test
        void aNewFlagArrivesDisabledAndTheWarningNamesIt() {
            stage(flag("a"));

            WriteResult result = promote(Promotion.allOf("staging"));

            assertThat(production("a").enabled()).isFalse();
            assertThat(result.warnings())
                    .containsExactly("New here, and disabled until somebody enables them: flag 'a'");
        }

        @Test
        void comeAlongWhenAskedTo() {
            stage(flag("a"));
            bench.put(flag("b"));
            stage(flag("b"));
            stage(new Operation.Disable("b", Precondition.NONE));

            promote(Promotion.allOf("staging").with(DEFAULT.withState()));

            assertThat(production("a").enabled()).isTrue();
            assertThat(production("b").enabled()).isFalse();
        }
    }

    @Nested
    class OfChosenFlags {

        @Test
        void leavesTheOthers() {
            stage(flag("a"));
            stage(flag("b"));

            LedgerEntry entry =
                    promote(Promotion.allOf("staging").only("a")).entry().orElseThrow();

            assertThat(entry.changes()).extracting(Change::subject).containsExactly(Subject.flag("a"));
            assertThat(PromotedFrom.read(entry).orElseThrow().only()).contains(List.of(Subject.flag("a")));
        }

        @Test
        void isRefusedWithNamesWhenWhatTheyDependOnIsMissing() {
            stage(segment("beta", "user-1", "user-9"));
            stage(flag("base"));
            stage(segmented("a", "beta"));
            stage(dependent("b", "base", "on"));

            RefusedException refusal =
                    refusal(() -> promote(Promotion.allOf("staging").only("a", "b")));

            assertThat(refusal.name()).isEqualTo(ProblemName.MISSING_REFERENCE);
            assertThat(refusal.errors())
                    .extracting(Violation::detail)
                    .satisfiesExactlyInAnyOrder(
                            first -> assertThat(first).contains("flag 'a'", "segment 'beta'", "withClosure"),
                            second -> assertThat(second).contains("flag 'b'", "flag 'base'", "withClosure"));
            assertThat(bench.revision()).isZero();
        }

        @Test
        void takesAlongWhatTheyDependOnHoweverDeep() {
            stage(segment("inner", "user-1", "user-9"));
            stage(segment("outer", "\"when\": {\"segment\": \"inner\"}"));
            stage(segmented("base", "outer"));
            stage(dependent("a", "base", "on"));
            stage(flag("other"));

            promote(Promotion.allOf("staging")
                    .only("a")
                    .with(DEFAULT.withClosure().withState()));

            assertThat(bench.head().live())
                    .extracting(SubjectState::subject)
                    .containsExactlyInAnyOrder(
                            Subject.flag("a"),
                            Subject.flag("base"),
                            Subject.segment("outer"),
                            Subject.segment("inner"));
        }

        @Test
        void takesAlongTheMembersOfLargeSegments() {
            Set<String> keys = IntStream.range(0, 20_000)
                    .mapToObj(each -> "member-" + each)
                    .collect(Collectors.toSet());
            MemberSet members = MemberEdit.apply(MemberSet.EMPTY, keys, Set.of());
            stage(segment("beta", "user-1", "user-9"));
            stage(new Operation.PutMembers("beta", members, Precondition.version(1)));
            stage(segmented("a", "beta"));

            promote(Promotion.allOf("staging").only("a").with(DEFAULT.withClosure()));

            Segment arrived = new WorkingState(bench.head()).segment("beta").segment();
            assertThat(arrived.members()).contains(members);
        }

        @Test
        void saysInADryRunWhatIsAnotherHere() {
            stage(segment("beta", "user-1", "user-9"));
            stage(segmented("a", "beta"));
            bench.put(segment("beta", "user-2", "user-9"));

            WriteResult result =
                    promote(request().asDryRun(), Promotion.allOf("staging").only("a"));

            assertThat(result.closure())
                    .containsExactly(new ClosureChange(Subject.flag("a"), Subject.segment("beta"), 1, Optional.of(1L)));
            assertThat(result.warnings())
                    .anyMatch(each -> each.contains("segment 'beta'") && each.contains("another in staging"))
                    .anyMatch(each -> each.contains("withClosure"));
            assertThat(bench.revision()).isEqualTo(1);
        }

        @Test
        void saysInADryRunWhoElseUsesASegmentThatComesAlong() {
            stage(segment("beta", "user-1", "user-9"));
            stage(segmented("a", "beta"));
            bench.put(segment("beta", "user-2", "user-9"));
            bench.put(segmented("z", "beta"));

            WriteResult result = promote(
                    request().asDryRun(), Promotion.allOf("staging").only("a").with(DEFAULT.withClosure()));

            assertThat(result.warnings()).anyMatch(each -> each.contains("others use it: flag 'z'"));
        }

        @Test
        void isRefusedForAKeyThatTheSourceDoesNotHave() {
            stage(flag("checkout"));

            RefusedException refusal =
                    refusal(() -> promote(Promotion.allOf("staging").only("chekout")));

            assertThat(refusal.name()).isEqualTo(ProblemName.FLAG_NOT_FOUND);
            assertThat(refusal.detail()).contains("'chekout'", "staging", "did you mean 'checkout'");
        }

        @Test
        void archivesAFlagThatTheSourceNoLongerHasWhenAskedTo() {
            bench.put(flag("a"));
            stage(flag("b"));

            RefusedException refusal =
                    refusal(() -> promote(Promotion.allOf("staging").only("a")));
            promote(Promotion.allOf("staging").only("a").with(DEFAULT.pruning()));

            assertThat(refusal.detail()).contains("prune");
            assertThat(bench.flagState("a").isLive()).isFalse();
        }
    }

    @Nested
    class OnABase {

        @Test
        void isRefusedWhenSomebodyChangedWhatItChanges() {
            bench.put(flag("a"));
            stage(flag("a", ", \"exposed\": true"));
            Promotion seen = Promotion.allOf("staging").basedOn(bench.head().position());
            bench.apply(new Operation.Disable("a", Precondition.NONE));

            RefusedException refusal = refusal(() -> promote(seen));

            assertThat(refusal.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
            assertThat(refusal.detail()).contains("flag 'a'");
            assertThat(refusal.members().get("changed")).isInstanceOfSatisfying(Value.ListValue.class, changed -> {
                assertThat(changed.items()).hasSize(1);
                assertThat(changed.items().getFirst().toString()).contains("/enabled");
            });
        }

        @Test
        void doesNotMindWhatElseChanged() {
            bench.put(flag("a"));
            bench.put(flag("other"));
            stage(flag("a", ", \"exposed\": true"));
            Promotion seen = Promotion.allOf("staging").basedOn(bench.head().position());
            bench.apply(new Operation.Disable("other", Precondition.NONE));

            assertThat(promote(seen).entry()).isPresent();
        }

        @Test
        void isRefusedWhenItIsOfAnotherLineOfHistory() {
            stage(flag("a"));
            Promotion elsewhere = Promotion.allOf("staging").basedOn(staging().position());

            RefusedException refusal = refusal(() -> promote(elsewhere));

            assertThat(refusal.name()).isEqualTo(ProblemName.VERSION_CONFLICT);
            assertThat(refusal.errors()).extracting(Violation::path).containsExactly("/basePosition");
        }
    }

    @Test
    void takesWhatTheSourceHadAtARevision() {
        stage(flag("a"));
        stage(flag("a", ", \"exposed\": true"));

        promote(Promotion.allOf("staging").at(1));

        assertThat(production("a").exposed()).isFalse();
    }

    @Test
    void aRollbackTakesItBack() {
        bench.put(flag("a"));
        LedgerState before = bench.head();
        stage(segment("beta", "user-1", "user-9"));
        stage(segmented("a", "beta"));
        promote(Promotion.allOf("staging").with(DEFAULT.withState()));

        bench.rollback(before.position().revision());

        assertThat(StateDifference.between(before, bench.head())).isEmpty();
    }

    @Test
    void needsToReadTheSourceAndToWriteTheTarget() {
        stage(flag("a"));
        Principal reader =
                new Principal(Principal.TOKEN, "t-2", "bob", Set.of(Permission.READ), Scope.project("default"));
        Principal writer = new Principal(
                Principal.TOKEN, "t-3", "eve", Set.of(Permission.WRITE), Scope.environment("default", "production"));

        assertThat(refusal(() -> promote(WriteRequest.by(reader), Promotion.allOf("staging")))
                        .name())
                .isEqualTo(ProblemName.FORBIDDEN);
        assertThat(refusal(() -> promote(WriteRequest.by(writer), Promotion.allOf("staging")))
                        .name())
                .isEqualTo(ProblemName.FORBIDDEN);
    }

    @Test
    void goesNowhereFromAnEnvironmentToItself() {
        assertThat(refusal(() -> promote(Promotion.allOf("production"))).name()).isEqualTo(ProblemName.INVALID_REQUEST);
    }
}
