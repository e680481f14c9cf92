package dev.belay.cli;

import static dev.belay.cli.Writes.DRY;
import static dev.belay.cli.Writes.FLAG;
import static dev.belay.cli.Writes.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Asked;
import dev.belay.cli.Person.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How flags and environments are taken back. */
class RollingBackTest extends AtAFakeServer {

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
