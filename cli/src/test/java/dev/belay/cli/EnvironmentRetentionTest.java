package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentRetentionTest extends AtAFakeServer {
    private static final String PATH = "/api/v1/projects/default/environments/production/retention";
    private static final String STATUS = """
            {"retention": {"purpose": "test", "keepDays": 30, "keepEntries": 1000}, "version": 1, "archives": true,
             "oldest": 0, "oldestInStore": 4711, "newest": 7300, "archivedBytes": 812345,
             "due": {"entries": 120, "now": 0}, "nextRun": "2026-11-21T03:45:00.000Z",
             "lastRun": {"at": "2026-11-21T02:45:00.000Z", "archived": 1200, "waitsFor": "the sink s-1"}}""";
    private static final String NOTHING =
            "{\"retention\": {}, \"version\": 0, \"archives\": true, \"oldest\": 0, \"oldestInStore\": 0, \"newest\": 7}";
    private static final String SET =
            "{\"revision\": 5, \"position\": \"c:5\", \"version\": 1, \"entry\": {}, \"retention\": %s}";

    @Test
    void showsWhatIsKeptAndWhatWasDone() {
        server.answer("GET " + PATH, STATUS);

        assertThat(person.runs("env", "retention")).isEqualTo(new Outcome(0, """
                        RETENTION      production
                        keeps          30 days or the last 1000 entries, whichever is more
                        purpose        test
                        in the store   revisions 4711 to 7300
                        with archives  revisions 0 to 7300
                        archives take  793 KiB
                        due now        none: 120 entries are too few for an archive, which has 1000 or more
                        last run       03:45:00 (30 min ago)
                        archived then  1200 entries
                        waits for      the sink s-1
                        next run       04:45:00 (in 30 min)
                        """, ""));
    }

    @Test
    void setsWhatWasReadBefore() {
        server.answer("GET " + PATH, new Reply(200, NOTHING, Map.of("etag", "\"c:0\"")))
                .answer("PUT " + PATH + "?reason=space", SET.formatted("{\"keepDays\": 90}"));

        Outcome outcome = person.runs("env", "retention", "--keep-days", "90", "--reason", "space");

        assertThat(outcome).isEqualTo(new Outcome(0, "production keeps 90 days (version 1)\n", ""));
        assertThat(server.lastAsked().body()).isEqualTo("{\"keepDays\":90}");
        assertThat(server.lastAsked().headers()).containsEntry("if-match", "\"c:0\"");
    }

    @Test
    void editsWhatIsNamedAndKeepsTheRest() {
        server.answer("GET " + PATH, STATUS).answer("PUT " + PATH, SET.formatted("""
                {"purpose": "test", "keepDays": 90, "keepEntries": 1000}"""));

        Outcome outcome = person.runs("env", "retention", "--keep-days", "90");

        assertThat(outcome.out())
                .isEqualTo("production keeps 90 days or the last 1000 entries, whichever is more (version 1)\n");
        assertThat(server.lastAsked().body()).isEqualTo("{\"purpose\":\"test\",\"keepDays\":90,\"keepEntries\":1000}");
    }

    @Test
    void takesOneNumberAwayAndThePurposeThatWouldBringItBack() {
        server.answer("GET " + PATH, STATUS).answer("PUT " + PATH, SET.formatted("{\"keepDays\": 30}"));

        assertThat(person.runs("env", "retention", "--no-keep-entries").out())
                .isEqualTo("production keeps 30 days (version 1)\n");
        assertThat(server.lastAsked().body()).isEqualTo("{\"keepDays\":30}");
    }

    @Test
    void runsTheSweepAndTellsWhatBecameOfIt() {
        server.answer("POST " + PATH + "/run", Reply.of(202, STATUS)).answer("GET " + PATH, """
                {"retention": {"keepDays": 30}, "archives": true, "oldestInStore": 6300, "newest": 7300,
                 "archivedBytes": 912345, "due": {"entries": 0, "now": 0},
                 "lastRun": {"at": "2026-11-21T03:15:01.000Z", "archived": 1589}}""");

        assertThat(person.runs("env", "retention", "--run")).isEqualTo(new Outcome(0, """
                production: 1589 entries archived; the store has revisions 6300 to 7300, its archives take 890 KiB
                """, ""));
    }

    @Test
    void saysWhyASweepHasMovedNothing() {
        server.answer("POST " + PATH + "/run", Reply.of(202, STATUS)).answer("GET " + PATH, """
                {"retention": {"keepDays": 30}, "archives": true, "oldestInStore": 0, "newest": 7300,
                 "archivedBytes": 0, "due": {"entries": 0, "now": 0},
                 "lastRun": {"at": "2026-11-21T03:15:01.000Z", "archived": 0}}""");

        assertThat(person.runs("env", "retention", "--run").err()).isEqualTo("""
                Due now: 0 entries; what is in the store is among the last 1000, or younger than 30 days
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"keepDays\": 90}     | 900  | the last 1000 always stay",
                "{\"keepEntries\": 5000} | 4000 | the last 5000 stay",
                "{\"keepDays\": 90, \"keepEntries\": 1000} | 4000 | among the last 1000, or younger than 90 days",
                "{\"keepEntries\": 2000} | 4000 | the last 2000 stay, and what repeated requests of 24 hours may need"
            })
    void saysWhyNothingIsDue(String policy, int newest, String reason) {
        server.answer("GET " + PATH, """
                {"retention": %s, "archives": true, "oldest": 0, "oldestInStore": 0, "newest": %d,
                 "due": {"entries": 0, "now": 0}}""".formatted(policy, newest));

        assertThat(person.runs("env", "retention").out())
                .containsPattern("due now +0 entries; .*" + reason.replace(".", "[.]") + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"keepDays\": 1}      | is younger than 1 day; the first can go from 05:00:00 (in 45 min) on",
                "{\"keepEntries\": 1000} | is younger than 24 hours, and repeated requests may need it; the first can go from"
            })
    void saysWhenTheFirstCanGoThatOnlyItsAgeKeeps(String policy, String reason) {
        server.answer("GET " + PATH, """
                {"retention": %s, "archives": true, "oldest": 0, "oldestInStore": 0, "newest": 4000,
                 "due": {"entries": 0, "now": 0, "next": "2026-11-21T04:00:00.000Z"}}""".formatted(policy));

        assertThat(person.runs("env", "retention", "--run", "--dry-run").err())
                .contains("0 entries; what is older than the last 1000 " + reason);
    }

    @Test
    void namesWhomAllThatIsDueWaitsFor() {
        server.answer("GET " + PATH, """
                {"retention": {"keepDays": 30}, "archives": true, "oldest": 0, "oldestInStore": 0, "newest": 7300,
                 "due": {"entries": 0, "now": 0, "waitsFor": "the sink s-1"}}""");

        assertThat(person.runs("env", "retention").out()).contains("0 entries; more waits for the sink s-1\n");
    }

    @Test
    void saysWhatASweepWouldMoveWithoutOne() {
        server.answer("GET " + PATH, STATUS);

        assertThat(person.runs("env", "retention", "--run", "--dry-run")).isEqualTo(new Outcome(0, "", """
                To archives now: none: 120 entries are too few for an archive, which has 1000 or more
                """));
    }

    @Test
    void keepsEverythingAgain() {
        server.answer("GET " + PATH, STATUS).answer("PUT " + PATH, SET.formatted("{}"));

        assertThat(person.runs("env", "retention", "--keep-everything").out())
                .isEqualTo("production keeps everything (version 1)\n");
        assertThat(server.lastAsked().body()).isEqualTo("{}");
    }

    @Test
    void namesAPurposeWithAnotherNumber() {
        server.answer("GET " + PATH, NOTHING)
                .answer("PUT " + PATH, SET.formatted("{\"purpose\": \"test\", \"keepEntries\": 5000}"));

        assertThat(person.runs("env", "retention", "--purpose", "test", "--keep-entries", "5000")
                        .out())
                .isEqualTo("production keeps the last 5000 entries (version 1)\n");
        assertThat(server.lastAsked().body()).isEqualTo("{\"purpose\":\"test\",\"keepEntries\":5000}");
    }

    @Test
    void triesItOnly() {
        server.answer("GET " + PATH, NOTHING).answer("PUT " + PATH + "?dryRun=true", """
                {"revision": 4, "position": "c:4", "dryRun": true, "retention": {"keepDays": 90},
                 "due": {"entries": 2500, "now": 2500, "waitsFor": "the sink s-1"}}""");

        Outcome outcome = person.runs("env", "retention", "--keep-days", "90", "--dry-run");

        assertThat(outcome).isEqualTo(new Outcome(0, "", """
                production would keep 90 days
                To archives now: 2500 entries; more waits for the sink s-1
                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--keep-days -3",
                "--keep-days 0",
                "--keep-entries 999",
                "--keep-everything --keep-days 3",
                "--run --keep-days 3",
                "--keep-days 3 --no-keep-days",
                "--no-keep-days --no-keep-entries",
                "--purpose test --no-keep-days"
            })
    void refusesContradictions(String options) {
        server.answer("GET " + PATH, STATUS);

        assertThat(person.runs(("env retention " + options).split(" ", -1)).code())
                .isEqualTo(64);
        assertThat(person.runs("env", "retention", "--run", "--keep-days", "3").err())
                .startsWith("belay: --run")
                .doesNotContain("Error:");
        assertThat(server.asked()).allMatch(asked -> asked.request().startsWith("GET"));
    }
}
