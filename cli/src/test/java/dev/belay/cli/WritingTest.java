package dev.belay.cli;

import static dev.belay.cli.Writes.DRY;
import static dev.belay.cli.Writes.FLAG;
import static dev.belay.cli.Writes.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Asked;
import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands that change something send, and what they say afterwards. */
class WritingTest extends AtAFakeServer {

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
