package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.Person.Outcome;
import org.junit.jupiter.api.Test;

class LintTest extends AtAFakeServer {
    private static final String SHADOWED = """
            {"subject": {"kind": "flag", "key": "basket"}, "code": "unreachable-rule", "path": "/rules/1",
             "detail": "The rule 'spain' never decides", "example": {"country": "ES"}}""";
    private static final String NOBODY = """
            {"subject": {"kind": "segment", "key": "beta"}, "code": "segment-without-members", "path": "",
             "detail": "Nobody can belong to this segment", "example": "it has no alternative"}""";

    @Test
    void looksAtEverythingPageByPage() {
        server.answer(
                "GET " + PRODUCTION + "/lint",
                "{\"remarks\": [%s], \"linted\": 2, \"next\": \"flag/basket\"}".formatted(SHADOWED));
        server.answer(
                "GET " + PRODUCTION + "/lint?after=flag%2Fbasket",
                "{\"remarks\": [%s], \"linted\": 1}".formatted(NOBODY));

        assertThat(person.runs("lint"))
                .isEqualTo(new Outcome(1, """
                flag basket /rules/1  unreachable-rule
                  The rule 'spain' never decides
                  For example: {"country":"ES"}
                segment beta  segment-without-members
                  Nobody can belong to this segment
                  Reason: it has no alternative
                """, "Remarks: 2; flags and segments looked at: 3 in production\n"));
    }

    @Test
    void looksAtTheFlagsThatAreNamed() {
        server.answer("GET " + PRODUCTION + "/flags/basket/lint", "{\"remarks\": [], \"version\": 3}");

        assertThat(person.runs("lint", "basket"))
                .isEqualTo(new Outcome(0, "", "Nothing to remark on; flags and segments looked at: 1 in production\n"));
    }

    @Test
    void printsEveryRemarkAsJson() {
        server.answer("GET " + PRODUCTION + "/lint", "{\"remarks\": [%s], \"linted\": 2}".formatted(NOBODY));

        Outcome outcome = person.runs("lint", "--json");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .startsWith("{\"remarks\":[{\"subject\":{\"kind\":\"segment\"")
                .endsWith("\"linted\":2}\n");
    }

    @Test
    void tellsOfAFlagThatDoesNotExist() {
        server.refuse("GET " + PRODUCTION + "/flags/basket/lint", 404, "flag-not-found", "");

        assertThat(person.runs("lint", "basket").code()).isEqualTo(2);
    }

    @Test
    void notesWhatTheServerRemarksOnAWrite() {
        server.answer(
                "POST " + PRODUCTION + "/flags/basket/enable",
                "{\"revision\": 17, \"version\": 4, \"flag\": %s, \"entry\": {}, \"remarks\": [%s]}"
                        .formatted(Flags.SPLIT, SHADOWED));

        Outcome outcome = person.runs("flag", "enable", "basket");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err())
                .isEqualTo("Note: flag basket /rules/1: The rule 'spain' never decides (unreachable-rule)\n");
    }
}
