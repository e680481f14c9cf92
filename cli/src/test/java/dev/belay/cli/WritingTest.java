package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Asked;
import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands that change something send, and what they say afterwards. */
class WritingTest extends AtAFakeServer {
    private static final String PRODUCTION = "/api/v1/projects/default/environments/production";
    private static final String FLAG = PRODUCTION + "/flags/checkout.new-flow";
    private static final String WRITTEN =
            "{\"revision\": 17, \"position\": \"e:17\", \"version\": 4, \"flag\": %s, \"entry\": {}}";
    private static final String DRY = """
            {"revision": 17, "position": "e:17", "dryRun": true, "warnings": ["Segment beta changed since"],
             "differences": [{"subject": {"kind": "flag", "key": "checkout.new-flow"}, "before": %s, "after": %s}]}""".formatted(Flags.SPLIT, Flags.SPLIT_ELSEWHERE);

    @Nested
    class Switching {

        @ParameterizedTest(name = "{0}")
        @CsvSource({"enable, enabled, ': on for 25 % of users'", "disable, disabled, ''", "archive, archived, ''"})
        void saysInOneLineWhatIsNow(String command, String state, String served) {
            server.answer("POST " + FLAG + "/" + command, WRITTEN.formatted(Flags.SPLIT));

            Outcome outcome =
                    person.runs("flag", command, "checkout.new-flow", "--reason", "launch", "--on-behalf-of", "ana");

            assertThat(outcome)
                    .isEqualTo(new Outcome(
                            0,
                            "checkout.new-flow is now " + state + " in production" + served
                                    + " (version 4, revision 17)\n",
                            ""));
            assertThat(server.lastAsked().body()).isEqualTo("{\"reason\":\"launch\",\"onBehalfOf\":\"ana\"}");
            assertThat(server.lastAsked().headers()).containsEntry("idempotency-key", "a-new-name");
        }

        @Test
        void saysHowToSwitchOnWhatEnablingAloneDoesNot() {
            String flag = Flags.OFF
                    .replace("false, \"offVariant\"", "true, \"offVariant\"")
                    .replace("{\"variant\": \"on\"}", "{\"variant\": \"off\"}");
            server.answer("POST " + PRODUCTION + "/flags/old.banner/enable", WRITTEN.formatted(flag));

            Outcome outcome = person.runs("flag", "enable", "old.banner");

            assertThat(outcome.out())
                    .isEqualTo("old.banner is now enabled in production: off for everyone, as while it is disabled:"
                            + " change it with `belay flag set old.banner --otherwise on -e production`"
                            + " (version 4, revision 17)\n");
        }

        @Test
        void saysWhenNothingHadToBeWritten() {
            server.answer(
                    "POST " + FLAG + "/enable",
                    WRITTEN.replace(", \"entry\": {}", "").formatted(Flags.SPLIT));

            Outcome outcome = person.runs("flag", "enable", "checkout.new-flow");

            assertThat(outcome.out())
                    .isEqualTo(
                            "checkout.new-flow was already enabled in production: on for 25 % of users; nothing was written"
                                    + " (version 4, revision 17)\n");
        }

        @Test
        void saysNothingWhenSilenceIsWanted() {
            server.answer("POST " + FLAG + "/enable", WRITTEN.formatted(Flags.SPLIT));

            assertThat(person.runs("flag", "enable", "checkout.new-flow", "-q")).isEqualTo(new Outcome(0, "", ""));
        }

        @Test
        void showsWhatWouldChange() {
            server.answer("POST " + FLAG + "/disable", DRY);

            Outcome outcome = person.runs("flag", "disable", "checkout.new-flow", "--dry-run");

            assertThat(server.lastAsked().body()).isEqualTo("{\"dryRun\":true}");
            assertThat(outcome.out())
                    .contains("~  checkout.new-flow  disabled; otherwise: on for 25 % of users → on for 50 % of users");
            assertThat(outcome.err())
                    .isEqualTo("This would change 1 flag in production:\nWarning: Segment beta changed since\n");
        }

        @Test
        void sendsAWriteAgainUnderTheSameNameWhenTheConnectionBreaks() {
            server.answer("POST " + FLAG + "/enable", Reply.hangUp());
            server.answer("POST " + FLAG + "/enable", WRITTEN.formatted(Flags.SPLIT));

            assertThat(person.runs("flag", "enable", "checkout.new-flow").code())
                    .isZero();

            assertThat(server.asked())
                    .hasSizeGreaterThan(1)
                    .extracting(asked -> asked.headers().get("idempotency-key"))
                    .containsOnly("a-new-name");
        }
    }

    @Nested
    class Creating {

        @Test
        void makesADisabledBooleanThatEnablingSwitchesOn() {
            server.answer("PUT " + FLAG, Reply.of(201, WRITTEN.formatted(Flags.OFF)));

            Outcome outcome = person.runs("flag", "create", "checkout.new-flow");

            Asked asked = server.lastAsked();
            assertThat(asked.headers()).containsEntry("if-none-match", "*");
            assertThat(asked.body())
                    .isEqualTo("{\"format\":1,\"key\":\"checkout.new-flow\",\"type\":\"boolean\","
                            + "\"variants\":[{\"name\":\"on\",\"value\":true},{\"name\":\"off\",\"value\":false}],"
                            + "\"enabled\":false,\"otherwise\":{\"variant\":\"on\"},\"offVariant\":\"off\"}");
            assertThat(outcome.out())
                    .isEqualTo("checkout.new-flow is created in production, off (disabled) (version 4, revision 17)\n");
        }

        @Test
        void takesVariantsSplitAndTargetsFromOptions() {
            server.answer("PUT " + FLAG + "?reason=try", Reply.of(201, WRITTEN.formatted(Flags.RULES)));

            Outcome outcome = person.runs(
                    "flag",
                    "create",
                    "checkout.new-flow",
                    "--type",
                    "string",
                    "--variant",
                    "red=#f00",
                    "--variant",
                    "blue=#00f=",
                    "--split",
                    "red=33.3,blue=66.7",
                    "--target",
                    "blue=user-7",
                    "--exposed",
                    "true",
                    "--enabled",
                    "--reason",
                    "try");

            assertThat(outcome.code()).isZero();
            assertThat(server.lastAsked().body())
                    .contains(
                            "\"variants\":[{\"name\":\"red\",\"value\":\"#f00\"},{\"name\":\"blue\",\"value\":\"#00f=\"}]")
                    .contains(
                            "\"slices\":[{\"variant\":\"red\",\"weight\":33300},{\"variant\":\"blue\",\"weight\":66700}]")
                    .contains("\"targets\":[{\"variant\":\"blue\",\"keys\":[\"user-7\"]}]")
                    .contains("\"exposed\":true", "\"enabled\":true", "\"offVariant\":\"red\"");
        }

        @Test
        void takesTheWholeDocumentFromStandardInput() {
            server.answer("PUT " + FLAG, Reply.of(201, WRITTEN.formatted(Flags.OFF)));

            person.typing("{\"type\": \"boolean\"}").runs("flag", "create", "checkout.new-flow", "--file", "-");

            assertThat(server.lastAsked().body()).isEqualTo("{\"type\":\"boolean\",\"key\":\"checkout.new-flow\"}");
        }

        @Test
        void pointsToSetWhenTheFlagExists() {
            server.refuse("PUT " + FLAG, 412, "already-exists", "");

            Outcome outcome = person.runs("flag", "create", "checkout.new-flow");

            assertThat(outcome.code()).isEqualTo(3);
            assertThat(outcome.err()).contains("(already-exists)", "belay flag set");
        }

        @ParameterizedTest
        @ValueSource(strings = {"on=60,off=60", "on", "on=x", "on=-1", "on=50,on=50", "=5", "on=0.0001,off=99.9999"})
        void refusesASplitThatCannotBe(String split) {
            Outcome outcome = person.runs("flag", "create", "checkout.new-flow", "--split", split);

            assertThat(outcome.code()).isEqualTo(64);
            assertThat(outcome.err()).startsWith("belay: ").doesNotContain("Exception");
            assertThat(server.asked()).isEmpty();
        }

        @Test
        void switchesBetweenTheBooleanVariantsThatAreGiven() {
            server.answer("PUT " + FLAG, Reply.of(201, WRITTEN.formatted(Flags.OFF)));

            person.runs("flag", "create", "checkout.new-flow", "--variant", "no=false", "--variant", "yes=true");

            assertThat(server.lastAsked().body()).contains("\"otherwise\":{\"variant\":\"yes\"},\"offVariant\":\"no\"");
        }

        @Test
        void namesTheTypeThatOtherValuesNeed() {
            for (String variant : List.of("blue=blue", "one=1")) {
                Outcome outcome = person.runs("flag", "create", "lay", "--variant", variant);

                assertThat(outcome.code()).isEqualTo(64);
                assertThat(outcome.err()).contains("for a flag of type boolean").contains("--type string");
            }
        }

        @Test
        void namesTheNearestTypeForOneThatDoesNotExist() {
            Outcome outcome = person.runs("flag", "create", "lay", "--type", "strin");

            assertThat(outcome)
                    .isEqualTo(new Outcome(
                            64,
                            "",
                            "belay: strin is not a type of flag; did you mean string? There are"
                                    + " boolean, string, number, structure.\n"));
        }

        @Test
        void asksForVariantsWhereThereAreNoObviousOnes() {
            Outcome outcome = person.runs("flag", "create", "checkout.new-flow", "--type", "number");

            assertThat(outcome.code()).isEqualTo(64);
            assertThat(outcome.err()).contains("needs at least one --variant NAME=VALUE");
        }
    }

    @Nested
    class Setting {

        @TempDir
        private Path folder;

        @BeforeEach
        void thereIsAFlag() {
            server.answer(
                    "GET " + FLAG, Reply.of(200, Flags.one(Flags.SPLIT, 4)).with("ETag", "\"e:4\""));
        }

        @Test
        void editsTheCurrentDocumentAndNamesItsVersion() {
            server.answer("PUT " + FLAG, WRITTEN.formatted(Flags.SPLIT_ELSEWHERE));

            Outcome outcome = person.runs("flag", "set", "checkout.new-flow", "--on-for", "50%");

            assertThat(server.lastAsked().headers()).containsEntry("if-match", "\"e:4\"");
            assertThat(server.lastAsked().body())
                    .contains("\"otherwise\":{\"split\":{\"slices\":[{\"variant\":\"on\",\"weight\":50000},"
                            + "{\"variant\":\"off\",\"weight\":50000}]}}")
                    .contains("\"bucketing\":{\"algorithm\":\"belay-1\",\"salt\":\"checkout.new-flow\"");
            assertThat(outcome.out())
                    .isEqualTo("checkout.new-flow is changed in production: disabled; otherwise: on for 25 % of users →"
                            + " on for 50 % of users (version 4, revision 17)\n");
        }

        @Test
        void repeatsNoRemarkOnWhatWasAskedFor() {
            String remarks = """
                    , "remarks": [
                      {"subject": {"kind": "flag", "key": "checkout.new-flow"}, "code": "zero-weight", "path": "/otherwise/split/slices/0",
                       "detail": "The slice of 'on' has the weight 0"},
                      {"subject": {"kind": "flag", "key": "checkout.new-flow"}, "code": "variant-never-served", "path": "/variants/0",
                       "detail": "Nobody can get the variant 'on'"},
                      {"subject": {"kind": "flag", "key": "checkout.new-flow"}, "code": "variant-never-served", "path": "/variants/2",
                       "detail": "Nobody can get the variant 'blue', unlike 'on'"},
                      {"subject": {"kind": "flag", "key": "other"}, "code": "variant-never-served", "path": "/variants/0",
                       "detail": "Nobody can get the variant 'on'"}]}""";
            server.answer(
                    "PUT " + FLAG,
                    WRITTEN.formatted(Flags.SPLIT_ELSEWHERE).strip().replaceFirst("}$", "") + remarks);

            Outcome share = person.runs("flag", "set", "checkout.new-flow", "--on-for", "0");
            Outcome split = person.runs("flag", "set", "checkout.new-flow", "--split", "off=100");

            assertThat(share.err())
                    .isEqualTo(
                            "Note: flag checkout.new-flow /variants/2: Nobody can get the variant 'blue', unlike 'on'"
                                    + " (variant-never-served)\n"
                                    + "Note: flag other /variants/0: Nobody can get the variant 'on' (variant-never-served)\n");
            assertThat(split.err().lines()).hasSize(4);
        }

        @Test
        void basesADocumentOnTheVersionThatItWasPrintedWith() throws IOException {
            server.answer("PUT " + FLAG, WRITTEN.formatted(Flags.SPLIT_ELSEWHERE));
            Path file = folder.resolve("flag.json");
            Files.writeString(file, Flags.one(Flags.SPLIT_ELSEWHERE, 3));

            Outcome outcome = person.runs("flag", "set", "checkout.new-flow", "--file", file.toString());

            assertThat(outcome.code()).isZero();
            assertThat(server.lastAsked().headers()).containsEntry("if-match", "\"e:3\"");
            assertThat(server.lastAsked().body()).startsWith("{\"format\":1,\"key\":\"checkout.new-flow\"");
        }

        @Test
        void tellsWhoChangedWhatInBetween() {
            server.refuse("PUT " + FLAG, 412, "version-conflict", """
                    , "base": %s, "theirs": %s, "yours": %s""".formatted(
                            Flags.SPLIT,
                            Flags.SPLIT_ELSEWHERE,
                            Flags.SPLIT.replace("\"exposed\": false", "\"exposed\": true")));
            server.answer("GET " + FLAG + "/versions", """
                    {"versions": [{"version": 5, "at": "2026-11-21T03:14:50.000Z", "reason": "errors up",
                                   "actor": {"kind": "user", "id": "u2", "name": "bo"}}]}""");

            Outcome outcome = person.runs("flag", "set", "checkout.new-flow", "--exposed", "true");

            assertThat(outcome.code()).isEqualTo(3);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).isEqualTo("""
                    belay: A title (version-conflict).
                    What happened.
                    It is at version 5 since 04:14:50 (10 s ago), by bo: "errors up".
                    Their change: disabled; otherwise: on for 25 % of users → on for 50 % of users.
                    Your change: exposed to client keys.
                    Next: Look at it with `belay flag get checkout.new-flow -e production`; if your change is still \
                    right, give the command again (with --file: make the edit in what `flag get --json` prints now).
                    """);
        }

        @ParameterizedTest
        @ValueSource(strings = {"[1]", "{\"key\": ", "", "{\"a\": 1, \"a\": 2}", "{} {}"})
        void refusesAFileThatHoldsNoDocument(String content) {
            Outcome outcome = person.typing(content).runs("flag", "set", "checkout.new-flow", "--file", "-");

            assertThat(outcome.code()).isEqualTo(64);
            assertThat(outcome.err()).startsWith("belay: Standard input ").doesNotContain("Exception");
        }

        @Test
        void refusesAFileThatIsNotThere() {
            Outcome outcome = person.runs("flag", "set", "checkout.new-flow", "--file", "nowhere.json");

            assertThat(outcome.code()).isEqualTo(64);
            assertThat(outcome.err()).contains("The file nowhere.json cannot be read: it does not exist.");
        }

        @Test
        void wantsEitherEditsOrAFile() {
            assertThat(person.runs("flag", "set", "checkout.new-flow").code()).isEqualTo(64);
            assertThat(person.runs("flag", "set", "checkout.new-flow", "--file", "-", "--otherwise", "on")
                            .code())
                    .isEqualTo(64);
        }

        @Test
        void movesATargetingKeyFromOneVariantToAnother() {
            server.answer("PUT " + FLAG, WRITTEN.formatted(Flags.SPLIT));

            person.runs(
                    "flag",
                    "set",
                    "checkout.new-flow",
                    "--target",
                    "on=u1",
                    "--target",
                    "off=u1",
                    "--target",
                    "off=u2");

            assertThat(server.lastAsked().body())
                    .contains("\"targets\":[{\"variant\":\"off\",\"keys\":[\"u1\",\"u2\"]}]");
        }
    }

    @Nested
    class RollingBack {

        @Test
        void takesAFlagBackToAVersion() {
            server.answer("POST " + FLAG + "/rollback", WRITTEN.formatted(Flags.SPLIT));

            Outcome outcome = person.runs("flag", "rollback", "checkout.new-flow", "--to", "2", "--with-closure");

            assertThat(server.lastAsked().body()).isEqualTo("{\"toVersion\":2,\"withClosure\":true}");
            assertThat(outcome.out())
                    .isEqualTo("checkout.new-flow is again as in version 2 in production: on for 25 % of users"
                            + " (version 4, revision 17)\n");
        }

        @Test
        void asksAPersonBeforeItTakesAnEnvironmentBack() {
            server.answer("POST " + PRODUCTION + "/rollback", DRY);
            server.answer("POST " + PRODUCTION + "/rollback", DRY);
            server.answer("POST " + PRODUCTION + "/rollback", "{\"revision\": 18, \"entry\": {\"changes\": [{}]}}");

            Outcome outcome = person.atATerminal()
                    .with("NO_COLOR", "1")
                    .ofColumns(200)
                    .typing("y\n")
                    .runs("env", "rollback", "--to", "12", "--reason", "errors up");

            assertThat(outcome.err())
                    .contains("This would change 1 flag in production:")
                    .contains("Roll back production to revision 12? 1 flag will change. [y/N] ");
            assertThat(outcome.out()).endsWith("Rolled back production to revision 12: 1 change (revision 18)\n");
            assertThat(server.asked())
                    .extracting(Asked::body)
                    .containsExactly(
                            "{\"reason\":\"errors up\",\"toRevision\":12,\"dryRun\":true}",
                            "{\"reason\":\"errors up\",\"toRevision\":12,\"dryRun\":true}",
                            "{\"reason\":\"errors up\",\"toRevision\":12}");
        }

        @Test
        void asksAgainWhenThereIsSomethingElseToAgreeTo() {
            server.answer("POST " + PRODUCTION + "/rollback", DRY);
            server.answer("POST " + PRODUCTION + "/rollback", DRY.replace("checkout", "search"));

            Outcome outcome = person.atATerminal().typing("y\nn\n").runs("env", "rollback", "--to", "12");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("Somebody changed production in the meantime; look again.");
            assertThat(outcome.out()).contains("checkout.new-flow", "search.new-flow");
            assertThat(server.asked()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"n\n", "\n", "", "maybe\n"})
        void changesNothingUnlessThePersonSaysYes(String typed) {
            server.answer("POST " + PRODUCTION + "/rollback", DRY);

            Outcome outcome = person.atATerminal().typing(typed).runs("env", "rollback", "--to", "12");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("Nothing was changed.");
            assertThat(server.asked()).hasSize(1);
        }

        @Test
        void needsAWordWhereNobodyCanBeAsked() {
            Outcome outcome = person.runs("env", "rollback", "--to", "12");
            Outcome json = person.atATerminal().runs("env", "rollback", "--to", "12", "--json");

            assertThat(outcome.code()).isEqualTo(64);
            assertThat(outcome.err()).contains("--dry-run", "--yes");
            assertThat(json.code()).isEqualTo(64);
            assertThat(server.asked()).isEmpty();
        }

        @ParameterizedTest(name = "{0} is {1}")
        @CsvSource({
            "10m, '\"toInstant\":\"2026-11-21T03:05:00.000Z\"'",
            "2 h ago, '\"toInstant\":\"2026-11-21T01:15:00.000Z\"'",
            "2026-11-21T03:12:00Z, '\"toInstant\":\"2026-11-21T03:12:00.000Z\"'",
            "2026-11-21 03:12, '\"toInstant\":\"2026-11-21T02:12:00.000Z\"'",
            "17, '\"toRevision\":17'"
        })
        void understandsPointsInTimeAsPeopleSayThem(String point, String sent) {
            server.answer("POST " + PRODUCTION + "/rollback", "{\"revision\": 18, \"entry\": {\"changes\": [{}]}}");

            Outcome outcome = person.runs("env", "rollback", "--to", point, "--yes", "--flag", "a", "--flag", "b");

            assertThat(outcome.code()).isZero();
            assertThat(server.lastAsked().body()).isEqualTo("{" + sent + ",\"flags\":[\"a\",\"b\"]}");
        }

        @Test
        void saysWhatAPointInTimeIs() {
            Outcome outcome = person.runs("env", "rollback", "--to", "yesterday");

            assertThat(outcome.code()).isEqualTo(64);
            assertThat(outcome.err()).contains("a revision such as 17", "this is yesterday");
        }
    }

    @Nested
    class Keys {

        @Test
        void printsAKeyAloneSoThatItCanBePiped() {
            server.answer(
                    "POST " + PRODUCTION + "/keys", Reply.of(201, "{\"id\": \"k1\", \"key\": \"belay_server_x\"}"));

            Outcome outcome = person.runs("key", "create", "shop");

            assertThat(server.lastAsked().body()).isEqualTo("{\"name\":\"shop\",\"kind\":\"server\"}");
            assertThat(outcome.out()).isEqualTo("belay_server_x\n");
            assertThat(outcome.err()).contains("not shown again");
        }

        @Test
        void revokes() {
            server.answer("DELETE " + PRODUCTION + "/keys/k1", Reply.of(204, ""));

            assertThat(person.runs("key", "revoke", "k1"))
                    .isEqualTo(new Outcome(0, "The key k1 of production is revoked\n", ""));
        }

        @Test
        void doesNotAskTwiceForAKey() {
            server.answer("POST " + PRODUCTION + "/keys", Reply.hangUp());

            Outcome outcome = person.runs("key", "create", "shop");

            assertThat(outcome.code()).isEqualTo(69);
            assertThat(outcome.err()).contains("may or may not have taken effect", "belay key list");
        }
    }
}
