package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.Person.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands that only read ask the server, and how they show the answer. */
class ReadingTest {
    private static final String DEVELOPMENT = "/api/v1/projects/default/environments/development";
    private static final String PRODUCTION = "/api/v1/projects/default/environments/production";

    private FakeServer server;
    private Person person;

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
        person = Person.script(server.url());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void listsFlagsWithWhatTheyDoNow() {
        server.answer("GET " + DEVELOPMENT + "/flags", Flags.LIST);

        Outcome outcome = person.runs("flag", "list");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                FLAG               TYPE     VERSION  STATE
                checkout.new-flow  boolean  4        on for 25 % of users
                search.layout      string   1        1 prerequisite, 1 rule, otherwise serves classic
                old.banner         boolean  9        off (disabled)
                """);
        assertThat(outcome.err()).isEqualTo("Flags in development: 3\n");
    }

    @Test
    void printsExactlyWhatTheServerSaidAsJson() {
        server.answer("GET " + DEVELOPMENT + "/flags", Flags.LIST);

        Outcome outcome = person.runs("flag", "list", "--json");

        assertThat(outcome).isEqualTo(new Outcome(0, Flags.LIST + "\n", ""));
    }

    @Test
    void saysHowToBeginWhenThereIsNoFlag() {
        server.answer("GET " + PRODUCTION + "/flags", "{\"flags\": [], \"position\": \"e:0\"}");

        Outcome outcome = person.runs("flag", "list", "-e", "production");

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("belay flag create my-first-flag -e production");
    }

    @Test
    void takesTheEnvironmentFromTheOptionThenTheVariable() {
        server.answer("GET " + PRODUCTION + "/flags", Flags.LIST);
        server.answer("GET " + DEVELOPMENT + "/flags", Flags.LIST);
        Person inProduction = person.with("BELAY_ENVIRONMENT", "production");

        assertThat(inProduction.runs("flag", "list").code()).isZero();
        assertThat(inProduction.runs("-e", "development", "flag", "list").code())
                .isZero();

        assertThat(server.asked())
                .extracting(FakeServer.Asked::request)
                .containsExactly("GET " + PRODUCTION + "/flags", "GET " + DEVELOPMENT + "/flags");
    }

    @Test
    void encodesWhateverAKeyContains() {
        server.answer("GET " + DEVELOPMENT + "/flags/a%2Bb%3B%E6%97%A5%27", Flags.one(Flags.SPLIT, 4));

        assertThat(person.runs("flag", "get", "a+b;日'").code()).isZero();
    }

    @Test
    void showsAFlagOnOnePage() {
        server.answer("GET " + DEVELOPMENT + "/flags/search.layout", Flags.one(Flags.RULES, 1));

        Outcome outcome = person.runs("flag", "get", "search.layout");

        assertThat(outcome.out())
                .contains("state          1 prerequisite, 1 rule, otherwise serves classic")
                .contains("iberia: if country in PT, ES and /app/version semver >=2.1.0: 25 % modern, 75 % classic")
                .contains("modern = \"grid\"")
                .contains("payments.v2 serves on");
    }

    @Test
    void tellsTheHistoryOfAFlagInWordsWithTheWayBack() {
        server.answer("GET " + PRODUCTION + "/flags/f/versions", """
                {"versions": [
                  {"version": 1, "position": "e:3", "at": "2026-11-19T03:15:00.000Z",
                   "actor": {"kind": "token", "id": "t1", "name": "ana"}},
                  {"version": 2, "position": "e:7", "at": "2026-11-21T03:12:00.000Z", "onBehalfOf": "bo",
                   "actor": {"kind": "token", "id": "t2", "name": "ci"}, "reason": "launch \\u001b[2J"},
                  {"version": 3, "position": "e:9", "at": "2026-11-21T03:14:59.000Z", "archived": true,
                   "actor": {"kind": "token", "id": "t1", "name": "ana"}}]}""");
        server.answer("GET " + PRODUCTION + "/flags/f/versions/1", Flags.one(Flags.SPLIT, 1));
        server.answer("GET " + PRODUCTION + "/flags/f/versions/2", Flags.one(Flags.SPLIT_ELSEWHERE, 2));

        Outcome outcome = person.runs("flag", "history", "f", "-e", "production");

        assertThat(outcome.out()).isEqualTo("""
                version 1  2026-11-19 04:15:00 (2 days ago)  ana
                    created: on for 25 % of users
                    take it back: belay flag archive f -e production
                version 2  04:12:00 (3 min ago)  ci for bo  "launch �[2J"
                    disabled
                    otherwise: on for 25 % of users → on for 50 % of users
                    take it back: belay flag rollback f --to 1 -e production
                version 3 (now)  04:14:59 (1 s ago)  ana
                    archived
                    take it back: belay flag rollback f --to 2 -e production
                """);
    }

    @Test
    void asksForTheNewestEntriesOfAnEnvironmentOnly() {
        server.answer("GET " + DEVELOPMENT, "{\"key\": \"development\", \"revision\": 120}");
        server.answer("GET " + DEVELOPMENT + "/history?after=118&limit=2", """
                {"entries": [
                  {"epoch": "e", "revision": 119, "at": "2026-11-21T03:10:00.000Z", "action": "enable",
                   "actor": {"kind": "user", "id": "u1", "name": "ana"}, "reason": "launch",
                   "changes": [{"subject": {"kind": "flag", "key": "f"}, "version": 2}]},
                  {"epoch": "e", "revision": 120, "at": "2026-11-21T03:14:30.000Z", "action": "rollback",
                   "actor": {"kind": "user", "id": "u2", "name": "bo"}, "links": {"rollbackOf": {"of": "e:117"}},
                   "changes": [{"subject": {"kind": "flag", "key": "f"}, "version": 3},
                               {"subject": {"kind": "segment", "key": "s"}, "version": 4}]}]}""");

        Outcome outcome = person.runs("env", "history", "-n", "2");

        assertThat(outcome.out()).isEqualTo("""
                REVISION  WHEN                  WHO  WHAT
                119       04:10:00 (5 min ago)  ana  enable f: "launch"
                120       04:14:30 (30 s ago)   bo   rollback f, segment s to revision 117
                """);
    }

    @Test
    void tellsOfEntriesThatChangeNothingAndOfOneFlagsRollback() {
        server.answer("GET " + DEVELOPMENT, "{\"key\": \"development\", \"revision\": 2}");
        server.answer("GET " + DEVELOPMENT + "/history?after=0&limit=2", """
                {"entries": [
                  {"epoch": "e", "revision": 1, "at": "2026-11-21T03:10:00.000Z", "action": "renew-epoch",
                   "actor": {"kind": "belay", "id": "belay", "name": "Belay"}, "reason": "restored", "changes": []},
                  {"epoch": "e", "revision": 2, "at": "2026-11-21T03:14:30.000Z", "action": "rollback",
                   "actor": {"kind": "user", "id": "u2", "name": "bo"},
                   "links": {"rollbackOf": {"subject": {"kind": "flag", "key": "f"}, "version": 3}},
                   "changes": [{"subject": {"kind": "flag", "key": "f"}, "version": 5}]}]}""");

        assertThat(person.runs("env", "history", "-n", "2").out())
                .contains("renew-epoch: \"restored\"\n")
                .contains("rollback f to version 3\n");
    }

    @Test
    void showsWhatDiffersFromAnotherEnvironment() {
        server.answer(
                "GET " + DEVELOPMENT + "/diff?against=staging", """
                {"differences": [
                  {"subject": {"kind": "flag", "key": "f"}, "before": %s, "after": %s},
                  {"subject": {"kind": "segment", "key": "beta"}, "after": {"key": "beta"}}]}""".formatted(Flags.SPLIT, Flags.SPLIT_ELSEWHERE));

        Outcome outcome = person.runs("env", "diff", "--against", "staging");

        assertThat(outcome.err()).contains("1 flag and 1 segment");
        assertThat(outcome.out()).isEqualTo("""
                   SUBJECT       CHANGE
                ~  f             disabled; otherwise: on for 25 % of users → on for 50 % of users
                +  segment beta  created
                """);
    }

    @Test
    void explainsAnAnswer() {
        server.answer("POST " + DEVELOPMENT + "/evaluations", """
                {"flag": "f", "value": true, "variant": "on", "reason": "SPLIT", "ruleId": "beta", "version": 4,
                 "position": "e:17",
                 "steps": [{"subject": "rule beta", "held": true, "detail": "",
                            "steps": [{"subject": "country in [\\"PT\\"]", "held": true, "detail": "\\"PT\\""}]}]}""");

        Outcome outcome = person.runs(
                "evaluate",
                "f",
                "--explain",
                "--targeting-key",
                "user-1",
                "--attribute",
                "country=PT",
                "--attribute",
                "age:=42",
                "--at",
                "17");

        assertThat(server.lastAsked().body())
                .isEqualTo("{\"flag\":\"f\",\"context\":{\"targetingKey\":\"user-1\",\"country\":\"PT\",\"age\":42},"
                        + "\"at\":17,\"explain\":true}");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                f = true in development (variant on)
                reason    SPLIT, by rule beta (a share of users)
                version   4
                position  e:17
                ✓ rule beta
                  ✓ country in ["PT"]: "PT"
                """);
    }

    @Test
    void answersNotFoundForAnEvaluationOfAnUnknownFlag() {
        server.answer("POST " + DEVELOPMENT + "/evaluations", """
                {"flag": "f", "reason": "ERROR", "errorCode": "FLAG_NOT_FOUND", "message": "No flag f"}""");

        assertThat(person.runs("evaluate", "f").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '"members": {"chunks": ["a"], "count": 3}' | no condition; those who are listed belong, and nobody else
            '"included": ["ana"]'                      | no condition; those who are listed belong, and nobody else
            '"excluded": ["ana"]'                      | no condition, so nobody belongs yet
            """)
    void saysWhoBelongsToASegmentWithoutACondition(String lists, String words) {
        server.answer(
                "GET " + DEVELOPMENT + "/segments/s",
                "{\"segment\": {\"key\": \"s\", \"by\": \"targetingKey\", " + lists + "}, \"version\": 2}");

        assertThat(person.runs("segment", "get", "s").out()).endsWith("when: " + words + "\n");
    }
}
