package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.Person.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Comparing environments, and carrying flags from one to another. */
class PromotionTest extends AtAFakeServer {
    private static final String PROMOTE = "POST " + PRODUCTION + "/promotions";
    private static final String DIFFERENCES = """
            [{"subject": {"kind": "flag", "key": "checkout.new-flow"}, "before": %s, "after": %s},
             {"subject": {"kind": "flag", "key": "old.banner"}, "after": %s},
             {"subject": {"kind": "segment", "key": "beta"}, "before": {"key": "beta", "included": ["u"]}}]""".formatted(Flags.SPLIT, Flags.SPLIT_ELSEWHERE, Flags.OFF);
    private static final String DRY = """
            {"revision": 41, "position": "e:41", "dryRun": true, "source": {"environment": "staging",
             "position": "s:57", "revision": 57}, "warnings": ["New here"], "differences": %s}""".formatted(DIFFERENCES);
    private static final String DONE = """
            {"revision": 42, "position": "e:42", "entry": {"changes": [{}, {}, {}]},
             "source": {"environment": "staging", "position": "s:57", "revision": 57}}""";

    private static final FakeServer.Reply LACKS = FakeServer.Reply.of(422, """
            {"type": "urn:belay:problem:missing-reference", "title": "Something that is referred to does not exist",
             "status": 422, "detail": "The flag 'a' refers to the segment 'beta', which does not exist"}""");

    @Nested
    class Promoting {

        @Test
        void needsConsentWhereNobodyCanBeAsked() {
            Outcome outcome = person.runs("promote", "--from", "staging");

            assertThat(outcome.code()).isEqualTo(64);
            assertThat(outcome.err()).contains("promote asks before it changes production", "--dry-run", "--yes");
            assertThat(server.asked()).isEmpty();
        }

        @Test
        void asksForNothingMoreThanWhatItIsTold() {
            server.answer(PROMOTE, DONE);

            Outcome outcome = person.runs(
                    "promote",
                    "--from",
                    "staging",
                    "--flag",
                    "a",
                    "--flag",
                    "b",
                    "--with-closure",
                    "--yes",
                    "--reason",
                    "r");

            assertThat(outcome)
                    .isEqualTo(
                            new Outcome(0, "Promoted staging to production, only a, b: 3 changes (revision 42)\n", ""));
            assertThat(server.lastAsked().body())
                    .isEqualTo("{\"reason\":\"r\",\"from\":\"staging\",\"flags\":[\"a\",\"b\"],"
                            + "\"withClosure\":true,\"withState\":false,\"prune\":false}");
        }

        @Test
        void looksForAFlagThatIsMissingWhereItWasToComeFrom() {
            server.refuse(PROMOTE, 404, "flag-not-found", "");

            assertThat(person.runs("promote", "--from", "staging", "--flag", "zz", "--yes")
                            .err())
                    .endsWith("Next: `belay flag list -e staging` shows the flags there.\n");
        }

        @Test
        void waitsUntilAllHaveConfirmed() {
            server.answer(PROMOTE, DONE)
                    .answer("GET " + PRODUCTION + "/instances?position=e%3A42&within=1&limit=20", """
                    {"position": "e:42", "counts": {"at": 0, "behind": 1, "diverged": 0}}""");

            Outcome outcome = person.runs("promote", "--from", "staging", "--yes", "--wait", "--within", "1");

            assertThat(outcome.code()).isEqualTo(4);
            assertThat(outcome.out()).startsWith("Promoted staging to production");
            assertThat(outcome.err()).contains("these have not confirmed");
        }

        @Test
        void saysHowToTakeAlongWhatTheTargetLacks() {
            server.answer(PROMOTE, LACKS).answer(PROMOTE, LACKS);

            Outcome one = person.runs("promote", "--from", "staging", "--flag", "a", "--yes");
            Outcome all = person.runs("promote", "--from", "staging", "--yes");

            assertThat(one.code()).isEqualTo(1);
            assertThat(one.err())
                    .contains(
                            "The flag 'a' refers to the segment 'beta'",
                            "`belay promote --from staging --flag a --with-closure -e production` takes along what it"
                                    + " depends on");
            assertThat(all.err()).contains("create what it refers to first");
        }

        @Test
        void writesExactlyWhatAPersonHasSeen() {
            server.answer(PROMOTE, DRY).answer(PROMOTE, DONE);

            Outcome outcome = person.atATerminal().typing("y\n").runs("promote", "--from", "staging", "--no-color");

            assertThat(outcome.code()).isZero();
            assertThat(outcome.err())
                    .contains("Promote from staging to production? 2 flags and 1 segment will change.");
            assertThat(server.asked()).hasSize(2);
            assertThat(server.lastAsked().body())
                    .contains("\"fromRevision\":57", "\"basePosition\":\"e:41\"")
                    .doesNotContain("dryRun");
        }

        @Test
        void takesNoForAnAnswer() {
            server.answer(PROMOTE, DRY);

            Outcome outcome = person.atATerminal().typing("n\n").runs("promote", "--from", "staging", "--no-color");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).endsWith("Nothing was changed.\n");
            assertThat(server.asked()).hasSize(1);
        }

        @Test
        void tellsAScriptThatThereIsSomethingToDo() {
            server.answer(PROMOTE, DRY);

            Outcome plain = person.runs("promote", "--from", "staging", "--dry-run");
            Outcome strict = person.runs("promote", "--from", "staging", "--dry-run", "--exit-code");

            assertThat(plain.code()).isZero();
            assertThat(plain.out()).contains("checkout.new-flow", "50 %");
            assertThat(strict.code()).isEqualTo(5);
        }
    }

    @Nested
    class Comparing {

        @Test
        void saysWhatIsInOneOnlyAndWhatIsAnother() {
            server.answer(
                    "GET " + PRODUCTION + "/diff?against=staging",
                    "{\"from\": \"s:57\", \"to\": \"e:41\", \"differences\": %s}".formatted(DIFFERENCES));

            Outcome outcome = person.runs("diff", "staging", "--exit-code");

            assertThat(outcome.code()).isEqualTo(5);
            assertThat(outcome.err()).isEqualTo("From staging to production, different: 2 flags and 1 segment\n");
            assertThat(outcome.out()).isEqualTo("""
                       SUBJECT            DIFFERENCE
                    ~  checkout.new-flow  disabled; otherwise: on for 25 % of users → on for 50 % of users
                    +  old.banner         only in production: off (disabled)
                    -  segment beta       only in staging
                    """);
        }

        @Test
        void takesPointsOfTime() {
            server.answer(
                    "GET /api/v1/projects/default/environments/development/diff?against=production&from=17"
                            + "&to=2026-11-21T03%3A05%3A00.000Z",
                    "{\"differences\": []}");

            Outcome outcome = person.runs("diff", "@17", "development@10m");

            assertThat(outcome.code()).isZero();
            assertThat(outcome.err())
                    .contains("No difference from production at revision 17 to development at 04:05:00");
        }

        @Test
        void refusesWhatIsNoPoint() {
            Outcome outcome = person.runs("diff", "staging@yesterday");

            assertThat(outcome.code()).isEqualTo(64);
            assertThat(outcome.err()).contains("A point after @ takes a revision", "yesterday");
        }
    }

    @Nested
    class Drifting {

        private static final String DRIFT = """
                {"chain": ["staging", "production"], "links": [{"from": "staging", "to": "production",
                 "fromPosition": "s:57", "toPosition": "e:41", "differing": 3, "drifts": [
                  {"subject": {"kind": "flag", "key": "checkout.new-flow"}, "before": %s, "after": %s,
                   "stateOnly": false, "since": "2026-11-21T01:15:00.000Z",
                   "promotion": {"environment": "staging", "position": "s:50", "at": "2026-11-18T01:15:00.000Z",
                    "version": 3, "changedHere": true}},
                  {"subject": {"kind": "flag", "key": "old.banner"}, "before": %s, "stateOnly": false}]}]}""".formatted(Flags.SPLIT, Flags.SPLIT_ELSEWHERE, Flags.OFF);

        @Test
        void tellsSinceWhenAndWhatCameByPromotion() {
            server.answer("GET /api/v1/projects/default/drift?limit=100&chain=staging%2Cproduction", DRIFT);

            Outcome outcome = person.runs("drift", "staging", "production", "--exit-code");

            assertThat(outcome.code()).isEqualTo(5);
            assertThat(outcome.out()).isEqualTo("""
                    staging → production: 3 differ
                       SUBJECT            SINCE     PROMOTED                  DIFFERENCE
                    ~  checkout.new-flow  2 h ago   3 days ago, edited since  disabled; otherwise: on for 25 % of users → on for 50 % of users
                    -  old.banner         long ago  –                         only in staging: off (disabled)
                    """);
            assertThat(outcome.err()).isEqualTo("1 more; -n shows them, up to 1000.\n");
        }

        @Test
        void isContentWhenNothingDiffers() {
            server.answer(
                    "GET /api/v1/projects/default/drift?limit=100",
                    "{\"links\": [{\"from\": \"a\", \"to\": \"b\", \"differing\": 0, \"drifts\": []}]}");

            assertThat(person.runs("drift", "--exit-code")).isEqualTo(new Outcome(0, "a → b: no difference\n", ""));
        }
    }
}
