package dev.belay.cli;

import static dev.belay.cli.Writes.FLAG;
import static dev.belay.cli.Writes.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a flag is edited from the command line. */
class SettingFlagsTest extends AtAFakeServer {

    @TempDir
    private Path folder;

    @BeforeEach
    void thereIsAFlag() {
        server.answer("GET " + FLAG, Reply.of(200, Flags.one(Flags.SPLIT, 4)).with("ETag", "\"e:4\""));
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
                "PUT " + FLAG, WRITTEN.formatted(Flags.SPLIT_ELSEWHERE).strip().replaceFirst("}$", "") + remarks);

        Outcome share = person.runs("flag", "set", "checkout.new-flow", "--on-for", "0");
        Outcome split = person.runs("flag", "set", "checkout.new-flow", "--split", "off=100");

        assertThat(share.err())
                .isEqualTo("Note: flag checkout.new-flow /variants/2: Nobody can get the variant 'blue', unlike 'on'"
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
                Flags.SPLIT, Flags.SPLIT_ELSEWHERE, Flags.SPLIT.replace("\"exposed\": false", "\"exposed\": true")));
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
                "flag", "set", "checkout.new-flow", "--target", "on=u1", "--target", "off=u1", "--target", "off=u2");

        assertThat(server.lastAsked().body()).contains("\"targets\":[{\"variant\":\"off\",\"keys\":[\"u1\",\"u2\"]}]");
    }
}
