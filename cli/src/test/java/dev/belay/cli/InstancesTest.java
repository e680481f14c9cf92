package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.Person.Outcome;
import org.junit.jupiter.api.Test;

class InstancesTest extends AtAFakeServer {
    private static final String ASK = "GET " + PRODUCTION + "/instances?position=e%3A17&within=2&limit=20";
    private static final String AT = """
            {"instance": "i-1", "application": "shop", "version": "1.4", "sdk": "belay-java/1", "host": "pod-1",
             "address": "10.0.0.1", "applied": "e:17", "state": "at", "connected": true,
             "lastSeen": "2026-11-21T03:14:58Z"}""";
    private static final String AWAY = """
            {"instance": "i-2", "application": "shop", "version": "", "sdk": "belay-java/1", "host": "",
             "address": "10.0.0.2", "applied": "e:16", "state": "behind", "connected": false,
             "lastSeen": "2026-11-21T03:03:00Z"}""";
    private static final String SOME = answer("\"at\": 1, \"behind\": 1", AWAY + "," + AT);
    private static final String ALL = answer("\"at\": 2, \"behind\": 0", AT);

    @Test
    void showsWhoNeedsALookFirstAndHowChangesCame() {
        server.answer("GET " + PRODUCTION + "/instances?limit=20", SOME);

        assertThat(person.runs("instances")).isEqualTo(new Outcome(0, """
                        production, revision 17: 1 of 2 instances confirmed in 41 ms (half of them in 6 ms), 1 behind, \
                        1 without a connection
                        Cannot confirm: about 2 streams of unknown receivers and 14 clients that ask for single answers

                        INSTANCE  APPLICATION  HOST      REVISION  STATE                  LAST HEARD OF
                        i-2       shop         10.0.0.2  16        behind, no connection  04:03:00 (12 min ago)
                        i-1       shop 1.4     pod-1     17        at                     04:14:58 (2 s ago)

                        REVISION  CONFIRMED  OUTSTANDING  P50   P99    LAST   SINCE
                        17        1          1            6 ms  39 ms  41 ms  04:14:57 (3 s ago)
                        16        2          0            -     -      -      04:02:00 (13 min ago)
                        """, ""));
    }

    @Test
    void asksForSomeOfThem() {
        server.answer("GET " + PRODUCTION + "/instances?limit=3&state=diverged", ALL);

        assertThat(person.runs("instances", "-n", "3", "--state", "diverged").code())
                .isZero();
    }

    @Test
    void waitsUntilAllHaveConfirmed() {
        server.answer(ASK, SOME).answer(ASK, ALL);

        Outcome outcome = person.runs("instances", "--wait", "e:17");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("Waiting: revision 17: 1 of 2").contains("revision 17: 2 of 2");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void saysWhoHasNotConfirmedInTime() {
        disabled();
        server.answer(ASK, SOME);

        Outcome outcome = person.runs("flag", "disable", "basket", "--wait", "--within", "4");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out()).contains("basket is now disabled");
        assertThat(outcome.err())
                .contains(
                        "1 of 2 instances confirmed in 41 ms (half of them in 6 ms), 1 behind, 1 without a connection;"
                                + " these have not confirmed:")
                .contains("i-2 on 10.0.0.2: behind at revision 16, no connection since 04:03:00 (12 min ago)")
                .contains("about 2 streams")
                .doesNotContain("i-1 on");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void saysWhatTheNewestRevisionIsToWhoeverWaitsForOneThatIsNotThere() {
        server.answer("GET " + PRODUCTION + "/instances?position=99999&within=2&limit=20", """
                {"head": "e:17", "position": "e:99999", "counts": {"at": 0, "behind": 1, "diverged": 0}}""");

        Outcome outcome = person.runs("instances", "--wait", "99999", "--within", "2");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).contains("There is no revision 99999 yet; the newest is 17");
    }

    @Test
    void endsWithoutWaitingUnlessAsked() {
        disabled();

        assertThat(person.runs("flag", "disable", "basket").code()).isZero();
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void changesNothingWhenTheWaitMakesNoSense() {
        disabled();

        assertThat(person.runs("flag", "disable", "basket", "--within", "5").code())
                .isEqualTo(64);
        assertThat(person.runs("flag", "disable", "basket", "--wait", "--within", "9999")
                        .code())
                .isEqualTo(64);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void hasOneInstanceOrAllFetchASnapshot() {
        server.answer("POST " + PRODUCTION + "/instances/resync", "{\"streams\": 3}");

        Outcome one = person.runs("instances", "--resync", "i-2");
        String asked = server.lastAsked().body();
        Outcome all = person.runs("instances", "--resync", "all");

        assertThat(one).isEqualTo(new Outcome(0, "Streams that are told to fetch a snapshot in production: 3\n", ""));
        assertThat(asked).isEqualTo("{\"instance\":\"i-2\"}");
        assertThat(all.code()).isZero();
        assertThat(server.lastAsked().body()).isEqualTo("{}");
    }

    private void disabled() {
        server.answer(
                "POST " + PRODUCTION + "/flags/basket/disable",
                "{\"revision\": 17, \"position\": \"e:17\", \"version\": 4, \"flag\": %s, \"entry\": {}}"
                        .formatted(Flags.SPLIT));
    }

    private static String answer(String counts, String instances) {
        return """
                {"head": "e:17", "position": "e:17", "counts": {%s, "diverged": 0, "disconnected": %d},
                 "cannotConfirm": {"streams": 2, "callers": 14}, "instances": [%s],
                 "revisions": [
                   {"position": "e:17", "at": "2026-11-21T03:14:57Z", "confirmed": 1, "outstanding": 1,
                    "took": {"instances": 1, "p50Millis": 6, "p99Millis": 39, "lastMillis": 41}},
                   {"position": "e:16", "at": "2026-11-21T03:02:00Z", "confirmed": 2, "outstanding": 0,
                    "took": {"instances": 0, "p50Millis": 0, "p99Millis": 0, "lastMillis": 0}}]}
                """.formatted(counts, instances.contains("i-2") ? 1 : 0, instances);
    }
}
