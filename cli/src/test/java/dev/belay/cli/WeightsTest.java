package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.Person.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New weights, reshuffling and previews. */
class WeightsTest extends AtAFakeServer {
    private static final String FLAG = PRODUCTION + "/flags/checkout.new-flow";
    private static final String SHARES = """
            "moved": {"buckets": 20000, "total": 100000, "share": 0.2},
            "least": {"buckets": %d, "total": 100000, "share": %s}""";
    private static final String PREVIEW = """
            {"revision": 17, "position": "e:17", "flags": [{"flag": "checkout.new-flow",
              "splits": [{%s, "variants": []},
                         {"rule": "beta", "reshuffled":
                           {"differing": 50, "size": 100, "share": 0.5, "interval": [0.4038, 0.5962]}}],
              "samples": {"differing": 1, "size": 4, "share": 0.25, "interval": [0.0456, 0.6994],
                "examples": [{"context": {"country": "PT"}, "after": "on"}], "note": "Made up"}}]}
            """.formatted(SHARES.formatted(10_000, "0.1"));

    @BeforeEach
    void answerWithTheFlag() {
        server.answer("GET " + FLAG, Flags.one(Flags.SPLIT, 3));
    }

    @Test
    void areSentAsBucketsAndToldWithWhatTheyMove() {
        server.answer("POST " + FLAG + "/weights", """
                {"revision": 18, "position": "e:18", "version": 4, "entry": {}, %s}""".formatted(SHARES.formatted(20_000, "0.2")));

        Outcome outcome =
                person.runs("flag", "weights", "checkout.new-flow", "on=45%", "off=55%", "--reason", "no errors");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0,
                        "checkout.new-flow has new weights in production: moves 20.000 % of keys"
                                + " (20,000 of 100,000 buckets), the least possible (version 4, revision 18)\n",
                        ""));
        assertThat(server.lastAsked().body())
                .isEqualTo("{\"reason\":\"no errors\",\"weights\":{\"on\":45000,\"off\":55000},\"baseVersion\":3}");
    }

    @Test
    void areThoseOfARule() {
        server.answer("GET " + PRODUCTION + "/flags/search.layout", Flags.one(Flags.RULES, 1));
        server.answer(
                "POST " + PRODUCTION + "/flags/search.layout/weights", """
                {"revision": 18, "position": "e:18", "version": 2, "entry": {}, %s}""".formatted(SHARES.formatted(20_000, "0.2")));

        person.runs("flag", "weights", "search.layout", "modern=12.5", "--rule", "iberia");

        assertThat(server.lastAsked().body())
                .isEqualTo("{\"rule\":\"iberia\",\"weights\":{\"modern\":12500},\"baseVersion\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "on, 'Weights are given as VARIANT=PERCENT, such as on=25% off=75%; this is on.'",
        "on=120%, 'takes percent from 0 to 100'",
        "on=0.0001%, 'finer than this flag''s buckets'"
    })
    void areRefusedWithoutAskingForAWrite(String share, String reason) {
        Outcome outcome = person.runs("flag", "weights", "checkout.new-flow", share);

        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.err()).contains(reason);
    }

    @Test
    void ofADryRunTellTheMovedShare() {
        server.answer("POST " + FLAG + "/weights", """
                {"revision": 17, "position": "e:17", "dryRun": true,
                 "differences": [{"subject": {"kind": "flag", "key": "checkout.new-flow"}, "before": %s, "after": %s}],
                 "movements": [{"flag": "checkout.new-flow", %s, "variants": []}]}""".formatted(
                        Flags.SPLIT, Flags.SPLIT_ELSEWHERE, SHARES.formatted(10_000, "0.1")));

        Outcome outcome = person.runs("flag", "weights", "checkout.new-flow", "on=50", "off=50", "--dry-run");

        assertThat(outcome.out())
                .endsWith("checkout.new-flow, otherwise moves 20.000 % of keys (20,000 of 100,000 buckets), where"
                        + " 10.000 % would do for these weights\n");
    }

    @Test
    void leaveToTheCodeWhatARestTakes() {
        String holed = Flags.SPLIT.replace(
                "{\"variant\": \"on\", \"weight\": 25000}",
                "{\"variant\": \"on\", \"weight\": 5000}, {\"rest\": true, \"weight\": 20000}");
        server.answer("GET " + PRODUCTION + "/flags", "{\"flags\": [{\"flag\": %s, \"version\": 4}]}".formatted(holed));

        assertThat(person.runs("flag", "list").out())
                .contains("on for 5 %, off for 75 %, the code's default for 20 % of users");
    }

    @Test
    void areDrawnAnewByReshuffling() {
        server.answer("POST " + FLAG + "/reshuffle", """
                {"revision": 18, "position": "e:18", "version": 4, "entry": {}, "flag": %s}""".formatted(Flags.SPLIT));

        assertThat(person.runs("flag", "reshuffle", "checkout.new-flow").out())
                .isEqualTo("checkout.new-flow is now reshuffled in production (version 4, revision 18)\n");
    }

    @Test
    void ofAnEditArePreviewed() {
        server.answer("POST " + PRODUCTION + "/previews", PREVIEW);

        Outcome outcome = person.runs(
                "flag", "preview", "checkout.new-flow", "--on-for", "45", "--samples", "4", "--context", "{}");

        assertThat(server.lastAsked().body())
                .startsWith("{\"changes\":[{\"op\":\"put\",\"flag\":{")
                .endsWith("\"baseVersion\":3}],\"contexts\":[{}],\"samples\":4}");
        assertThat(outcome.out()).isEqualTo("""
                checkout.new-flow
                  otherwise moves 20.000 % of keys (20,000 of 100,000 buckets), where 10.000 % would do for these weights
                  rule beta is reshuffled: of keys that were tried, another variant for 50 of 100 (50.0 %; 95 % interval 40.4 % to 59.6 %)
                  made-up contexts that see another variant: 1 of 4 (25.0 %; 95 % interval 4.6 % to 69.9 %)
                    {"country":"PT"}: the code's default → on
                """);
        assertThat(outcome.err()).isEqualTo("  Made up.\n");
    }

    @Test
    void ofAChangeSetArePreviewed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("changes.json");
        Files.writeString(file, "{\"changes\": [{\"op\": \"disable\", \"key\": \"a\"}], \"reason\": \"launch\"}");
        server.answer("POST " + PRODUCTION + "/previews", PREVIEW);

        Outcome outcome = person.runs("preview", "--file", file.toString(), "--json");

        assertThat(server.lastAsked().body()).isEqualTo("{\"changes\":[{\"op\":\"disable\",\"key\":\"a\"}]}");
        assertThat(outcome.out()).isEqualTo(PREVIEW);
    }
}
