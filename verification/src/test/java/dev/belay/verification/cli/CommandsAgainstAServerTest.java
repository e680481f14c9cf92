package dev.belay.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.testkit.process.BelayProcess;
import dev.belay.verification.cli.Operator.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the command line against a real server, each test in an environment of its own. */
class CommandsAgainstAServerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static int environments;
    private static BelayProcess server;

    @TempDir
    private static Path folder;

    private String environment;
    private Operator operator;

    @BeforeAll
    static void startServer() throws Exception {
        server = BelayProcess.start(Path.of("").toAbsolutePath().resolveSibling("belay"), folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void makeEnvironment(TestInfo test) throws Exception {
        environment = "e" + ++environments;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.address() + "/api/v1/projects/default/environments"))
                .header("Authorization", "Bearer " + BelayProcess.ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"key\": \"%s\", \"name\": \"%s\"}"
                        .formatted(environment, test.getDisplayName().replace("()", ""))))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
        }
        operator = Operator.of(server.address().toString(), BelayProcess.ADMIN_TOKEN)
                .in(environment);
    }

    @Test
    void takesAFlagThroughItsLife() {
        succeeds(
                "new-flow is created in " + environment + ", off (disabled) (version 1, revision 1)\n",
                "flag",
                "create",
                "new-flow",
                "--reason",
                "basket");
        succeeds(
                "new-flow is now enabled in " + environment + ": on for everyone (version 2, revision 2)\n",
                "flag",
                "enable",
                "new-flow",
                "--reason",
                "launch",
                "--on-behalf-of",
                "ana");
        succeeds(
                "new-flow was already enabled in " + environment
                        + ": on for everyone; nothing was written (version 2, revision 2)\n",
                "flag",
                "enable",
                "new-flow");
        succeeds(
                "new-flow is changed in " + environment + ": otherwise: on for everyone → on for 25 % of users"
                        + " (version 3, revision 3)\n",
                "flag",
                "set",
                "new-flow",
                "--on-for",
                "25");
        succeeds(
                "new-flow is now disabled in " + environment + " (version 4, revision 4)\n",
                "flag",
                "disable",
                "new-flow");
        succeeds(
                "new-flow is again as in version 3 in " + environment
                        + ": on for 25 % of users (version 5, revision 5)\n",
                "flag",
                "rollback",
                "new-flow",
                "--to",
                "3");
        succeeds(
                "new-flow is now archived in " + environment + " (version 6, revision 6)\n",
                "flag",
                "archive",
                "new-flow");

        assertThat(operator.runs("flag", "get", "new-flow").code()).isEqualTo(2);
        assertThat(operator.runs("flag", "history", "new-flow").out())
                .contains("ana", "\"launch\"", "created: off (disabled)", "archived")
                .contains("take it back: belay flag rollback new-flow --to 5 -e " + environment);
    }

    @Test
    void showsBeforeItChanges() {
        operator.runs("flag", "create", "f");

        Outcome tried = operator.runs("flag", "set", "f", "--otherwise", "off", "--dry-run");

        assertThat(tried.out()).contains("~  f        otherwise: on for everyone → off for everyone");
        assertThat(tried.err()).contains("This would change 1 flag in " + environment);
        assertThat(json("flag", "get", "f").path("version").asLong()).isEqualTo(1);
    }

    @Test
    void listsAndShowsWhatThereIs() {
        operator.runs("flag", "create", "b.flag", "--enabled", "--otherwise", "on");
        operator.runs(
                "flag",
                "create",
                "a.layout",
                "--type",
                "string",
                "--variant",
                "classic=list",
                "--variant",
                "new=grid",
                "--split",
                "classic=90,new=10",
                "--enabled",
                "--target",
                "new=user-7");

        assertThat(operator.runs("flag", "list").out()).isEqualTo("""
                FLAG      TYPE     VERSION  STATE
                a.layout  string   1        1 target, otherwise classic for 90 %, new for 10 % of users
                b.flag    boolean  1        on for everyone
                """);
        assertThat(operator.runs("flag", "get", "a.layout").out()).contains("new for user-7", "classic = \"list\"");
        assertThat(operator.runs("env", "show").out()).contains("revision     2", "flags        2");
        assertThat(operator.runs("env", "list").out()).contains(environment, "production");
    }

    @Test
    void takesBackWhatItPrintedAsJson() {
        operator.runs("flag", "create", "f");
        String printed = operator.runs("flag", "get", "f", "--json").out();

        Outcome same = operator.typing(printed).runs("flag", "set", "f", "--file", "-");
        Outcome edited = operator.typing(printed.replace("\"enabled\":false", "\"enabled\":true"))
                .runs("flag", "set", "f", "--file", "-");
        Outcome late = operator.typing(printed.replace("\"exposed\":false", "\"exposed\":true"))
                .runs("flag", "set", "f", "--file", "-");

        assertThat(same.out()).contains("nothing was written");
        assertThat(edited.out()).contains("f is changed in " + environment + ": enabled (version 2, revision 2)");
        assertThat(late.code()).isEqualTo(3);
        assertThat(late.err())
                .contains("(version-conflict)", "It is at version 2 since", "Their change: enabled.")
                .contains("Your change: exposed to client keys.");
    }

    @Test
    void takesAWholeEnvironmentBackOnceThePersonAgrees() {
        operator.runs("flag", "create", "a");
        operator.runs("flag", "create", "b");
        operator.runs("flag", "enable", "a");
        Operator person = operator.atATerminal();

        Outcome declined = person.typing("n\n").runs("env", "rollback", "--to", "1");
        Outcome agreed = person.typing("y\n").runs("env", "rollback", "--to", "1", "--reason", "errors up");

        assertThat(declined.code()).isEqualTo(1);
        assertThat(declined.out()).contains("-  b        archived", "~  a        disabled");
        assertThat(declined.err()).contains("to revision 1? 2 flags will change.", "Nothing was changed.");
        assertThat(agreed.code()).isZero();
        assertThat(agreed.out()).endsWith("Rolled back " + environment + " to revision 1: 2 changes (revision 4)\n");
        assertThat(operator.runs("env", "history").out()).contains("rolled-back", "a, b to revision 1: \"errors up\"");
    }

    @Test
    void takesChosenFlagsBackToAnInstant() {
        operator.runs("flag", "create", "a");
        operator.runs("flag", "create", "b");
        String then = json("env", "show").path("at").asText();
        operator.runs("flag", "enable", "a");
        operator.runs("flag", "enable", "b");

        Outcome outcome = operator.runs("env", "rollback", "--to", then, "--flag", "a", "--yes");

        assertThat(outcome.code()).isZero();
        assertThat(json("flag", "get", "a").path("flag").path("enabled").asBoolean())
                .isFalse();
        assertThat(json("flag", "get", "b").path("flag").path("enabled").asBoolean())
                .isTrue();
    }

    @Test
    void showsHistoryAndDifferences() {
        operator.runs("flag", "create", "f");
        operator.runs("flag", "enable", "f", "--reason", "launch");
        operator.runs("flag", "set", "f", "--split", "on=10,off=90");

        assertThat(json("env", "history", "-n", "2").path("entries")).hasSize(2);
        assertThat(operator.runs("env", "history", "-n", "2").out())
                .contains("f: \"launch\"")
                .doesNotContain("created");
        assertThat(json("env", "history", "--flag", "f").path("entries")).hasSize(3);
        assertThat(operator.runs("env", "diff", "--from", "1").out())
                .contains("~  f        enabled; otherwise: on for everyone → on for 10 % of users");
        assertThat(operator.runs("env", "diff", "--from", "1", "--to", "1").err())
                .contains("No difference");
        assertThat(operator.runs("env", "diff", "--against", "staging").out()).contains("+  f");
    }

    @Test
    void evaluatesNowAndInThePast() {
        operator.runs("flag", "create", "f", "--otherwise", "on", "--target", "off=user-7");
        operator.runs("flag", "enable", "f");

        Outcome now = operator.runs("evaluate", "f", "--targeting-key", "user-7", "--explain");
        Outcome then = operator.runs("evaluate", "f", "--context", "{\"targetingKey\": \"user-8\"}", "--at", "1");

        assertThat(now.code()).isZero();
        assertThat(now.out()).contains("f = false in " + environment + " (variant off)", "TARGETING_MATCH", "✓");
        assertThat(then.out()).contains("DISABLED (the flag is disabled)", "version   1");
        assertThat(operator.runs("evaluate", "nowhere").code()).isEqualTo(2);
    }

    @Test
    void makesListsAndRevokesKeys() {
        String key =
                operator.runs("key", "create", "shop", "--kind", "client").out().strip();
        String id = json("key", "list").path("keys").path(0).path("id").asText();

        assertThat(key).startsWith("belay_client_");
        assertThat(operator.runs("key", "list").out())
                .contains("client", "shop")
                .doesNotContain(key);
        assertThat(operator.runs("key", "revoke", id).out()).contains("is revoked");
        assertThat(operator.runs("key", "revoke", id).code()).isEqualTo(2);
        assertThat(operator.runs("key", "create", "x", "--kind", "skeleton").err())
                .contains("skeleton is not a kind of key; there are server, client, replica.");
    }

    @Test
    void refusesInWords() {
        operator.runs("flag", "create", "f");

        assertThat(operator.runs("flag", "create", "f").code()).isEqualTo(3);
        assertThat(operator.in("staging")
                        .runs("flag", "create", "f", "--type", "string", "--variant", "a=b")
                        .err())
                .contains("(type-changed)");
        assertThat(operator.runs("flag", "set", "f", "--otherwise", "onn").err())
                .contains("(invalid-document)", "at /otherwise/variant", "allowed: ");
        assertThat(operator.runs("flag", "rollback", "f", "--to", "9").err())
                .contains("(version-unknown)", "belay flag history f -e " + environment);
        assertThat(operator.runs("env", "rollback", "--to", "99", "--yes").code())
                .isEqualTo(2);
        assertThat(operator.in("nowhere").runs("flag", "list").err())
                .contains("(environment-not-found)", "belay env list");
        assertThat(operator.runs("flag", "list", "-p", "nowhere").code()).isEqualTo(2);
        assertThat(operator.runs("flag", "list", "--token", "wrong").code()).isEqualTo(77);
        assertThat(operator.runs("flag", "create", "a/b").err()).contains("allowed: 1 to 200 characters");
    }

    @Test
    void explainsAReceipt() throws Exception {
        operator.runs("flag", "create", "shop.receipt");
        Outcome evaluated = operator.runs("evaluate", "shop.receipt", "--explain", "--json");
        String receipt = JSON.readTree(evaluated.out()).path("receipt").asText();
        operator.runs("flag", "enable", "shop.receipt");

        Outcome explained = operator.runs("explain", receipt, "--json");
        Outcome cut = operator.runs("explain", receipt.substring(0, 30));

        assertThat(explained.code()).isZero();
        assertThat(JSON.readTree(explained.out()).path("replay").path("current").asBoolean())
                .isFalse();
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.err()).contains("damaged or not complete");
    }

    @Test
    void takesAnyKeyThatIsLegal() {
        String key = "日本;$(x)'&\"<..>+=@";

        assertThat(operator.runs("flag", "create", key).code()).isZero();
        assertThat(operator.runs("flag", "enable", key).code()).isZero();
        assertThat(operator.runs("flag", "history", key).out()).contains("--to 1 -e " + environment);
        assertThat(operator.runs("flag", "create", "..").code()).isZero();
        assertThat(operator.runs("flag", "get", "..").out()).contains("FLAG           ..");
    }

    private void succeeds(String out, String... command) {
        assertThat(operator.runs(command)).isEqualTo(new Outcome(0, out, ""));
    }

    private JsonNode json(String... command) {
        String[] withJson = Arrays.copyOf(command, command.length + 1);
        withJson[command.length] = "--json";
        try {
            return JSON.readTree(operator.runs(withJson).out());
        } catch (IOException cause) {
            throw new AssertionError("Not one JSON document", cause);
        }
    }
}
