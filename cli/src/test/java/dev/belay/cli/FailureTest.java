package dev.belay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.FakeServer.Reply;
import dev.belay.cli.Person.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads and a script gets when something goes wrong. */
class FailureTest {
    private static final String FLAG = "/api/v1/projects/default/environments/development/flags/f";

    private FakeServer server;
    private Person person;

    @TempDir
    private Path folder;

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
        person = Person.script(server.url());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} exits with {2}")
    @CsvSource({
        "400, invalid-request, 1",
        "401, unauthenticated, 77",
        "403, forbidden, 77",
        "404, flag-not-found, 2",
        "409, type-changed, 3",
        "410, revision-compacted, 2",
        "412, version-conflict, 3",
        "413, too-large, 1",
        "422, invalid-document, 1",
        "428, precondition-required, 3",
        "429, too-many-requests, 1",
        "500, internal-error, 1",
        "503, store-unavailable, 69"
    })
    void givesEachKindOfRefusalItsExitCode(int status, String name, int code) {
        server.refuse("GET " + FLAG, status, name, "");

        Outcome outcome = person.runs("flag", "get", "f");

        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("belay: A title (" + name + ").\nWhat happened.\n");
    }

    @Test
    void showsEveryPlaceThatIsWrongAndWhatWouldBeRight() {
        server.refuse("PUT " + FLAG, 422, "invalid-document", """
                , "errors": [{"path": "/otherwise/variant", "detail": "no variant 'onn'", "allowed": "on, off"},
                             {"path": "", "detail": "too many rules"}]""");

        Outcome outcome = person.runs("flag", "create", "f", "--otherwise", "onn");

        assertThat(outcome.err()).isEqualTo("""
                belay: A title (invalid-document).
                What happened.
                  at /otherwise/variant; no variant 'onn'; allowed: on, off
                  too many rules
                Next: correct the document at the paths above; nothing was written.
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing-reference   | create what it refers to first, or both in one change set.
            still-referenced    | change what refers to it first, or both in one change set.
            reference-cycle     | remove one of the references.
            references-too-deep | let one of them depend on less.
            unknown-variant     | name a variant that is allowed; nothing was written.
            unknown-rule        | `belay flag get f -e development` shows the rules; nothing was written.
            """)
    void advisesWhatHelpsAgainstTheRefusal(String name, String next) {
        server.refuse("GET " + FLAG, 422, name, "");

        assertThat(person.runs("flag", "get", "f").err()).endsWith("Next: " + next + "\n");
    }

    @Test
    void namesTheNextCommandForTheSameFlagSet() {
        server.refuse("GET /api/v1/projects/shop/environments/staging/flags/f", 404, "flag-not-found", "");

        Outcome outcome = person.runs("flag", "get", "f", "-e", "staging", "-p", "shop", "--url", server.url());

        assertThat(outcome.err())
                .contains("Next: `belay flag list --url " + server.url() + " -p shop -e staging` shows the flags;")
                .contains("`belay flag history f --url ");
    }

    @Test
    void printsTheProblemItselfToStandardErrorAsJson() {
        server.refuse("GET " + FLAG, 404, "flag-not-found", "");

        Outcome outcome = person.runs("flag", "get", "f", "--json");

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("{\"type\": \"urn:belay:problem:flag-not-found\"")
                .endsWith("}\n");
    }

    @Test
    void saysWhenNobodyListens() {
        Outcome outcome = Person.script("http://127.0.0.1:1").runs("flag", "list");

        assertThat(outcome.code()).isEqualTo(69);
        assertThat(outcome.err())
                .isEqualTo("belay: The server at http://127.0.0.1:1 cannot be reached: the connection was"
                        + " refused.\nStart a server with `belay serve`, or name one with --url or BELAY_URL.\n");
    }

    @Test
    void saysWhenTheHostDoesNotExist() {
        Outcome outcome = person.runs("flag", "list", "--url", "http://no-such-host.invalid");

        assertThat(outcome.code()).isEqualTo(69);
        assertThat(outcome.err()).contains("the host name is unknown");
    }

    @Test
    void givesUpInTimeAndTellsThatItWaits() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Person waiting = Person.script("http://127.0.0.1:" + silent.getLocalPort());

            Outcome outcome = waiting.runs("flag", "enable", "f", "--timeout", "6");

            assertThat(outcome.code()).isEqualTo(69);
            assertThat(outcome.err())
                    .containsOnlyOnce("Waiting for http://127.0.0.1:")
                    .contains("did not answer within 6 s", "--timeout waits longer")
                    .doesNotContain("Start a server")
                    .contains("may or may not have taken effect");
        }
    }

    @Test
    void saysWhenTheServerDoesNotSpeakTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInTheClear(plain));

            Outcome outcome = person.runs("flag", "list", "--url", "https://127.0.0.1:" + plain.getLocalPort());

            assertThat(outcome.code()).isEqualTo(69);
            assertThat(outcome.err())
                    .contains("cannot be talked to in confidence", "write http://")
                    .doesNotContain("Start a server", "Exception");
        }
    }

    private static void answerInTheClear(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            int first = socket.getInputStream().read();
            String answer = first < 0 ? "" : "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            // Whoever closes with something unread resets the connection, and the answer may be lost with it.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "made": false, | try again shortly; until then, the server's address
            "made": null,  | The change may have taken effect: as soon as the server answers
            ''           | The change may have taken effect: as soon as the server answers
            """)
    void knowsWhetherAChangeMayHaveTakenEffect(String made, String next) {
        String problem = "{\"type\": \"urn:belay:problem:store-unavailable\", %s \"title\": \"Away\", \"status\": 503}"
                .formatted(made);
        server.answer("POST " + FLAG + "/enable", FakeServer.Reply.of(503, problem));

        assertThat(person.runs("flag", "enable", "f").err()).contains("Next: ").contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>502</html>", "\"text\"", ""})
    void recognisesWhatIsNoBelay(String body) {
        server.answer("GET " + FLAG, new Reply(404, body, Map.of("Content-Type", "text/html")));

        Outcome outcome = person.runs("flag", "get", "f");

        assertThat(outcome.code()).isEqualTo(69);
        assertThat(outcome.err()).contains("answered 404 with text/html, which is not what a Belay server answers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "ftp://x", "http://", "http://u:secret@h", "http://h?x=1", "http:// h"})
    void refusesAnAddressThatCannotBe(String url) {
        Outcome outcome = person.runs("flag", "list", "--url", url);

        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.err()).contains("--url or BELAY_URL").doesNotContain("secret");
    }

    @Test
    void keepsThePathOfAnAddress() {
        server.answer("GET /tools/belay" + FLAG, Flags.one(Flags.OFF, 1));

        assertThat(person.runs("flag", "get", "f", "--url", server.url() + "/tools/belay/")
                        .code())
                .isZero();
    }

    @Test
    void sendsTheTokenThatIsNearest() throws IOException {
        server.answer("GET " + FLAG, Flags.one(Flags.OFF, 1));
        Path file = Files.writeString(folder.resolve("token"), "from-file\n");
        Person known = person.with("BELAY_ADMIN_TOKEN", "administrator").with("BELAY_TOKEN", "own");

        known.runs("flag", "get", "f");
        known.runs("flag", "get", "f", "--token-file", file.toString());
        known.runs("flag", "get", "f", "--token", "given");
        person.with("BELAY_ADMIN_TOKEN", "administrator").runs("flag", "get", "f");
        person.runs("flag", "get", "f");

        assertThat(server.asked())
                .extracting(asked -> asked.headers().get("authorization"))
                .containsExactly("Bearer own", "Bearer from-file", "Bearer given", "Bearer administrator", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "line\nbreak", "ümlaut"})
    void neverShowsATokenThatCannotBeSent(String token) {
        Outcome outcome = person.with("BELAY_TOKEN", token).runs("flag", "list");

        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("The token from BELAY_TOKEN cannot be used")
                .doesNotContain(token);
    }

    @Test
    void saysWhenTheTokenFileIsNotThere() {
        Outcome outcome = person.runs("flag", "list", "--token-file", "nowhere");

        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("belay: The token file nowhere cannot be read: it does not exist.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "flag lst, Did you mean: flag list",
        "flag get, Missing required parameter: 'KEY'",
        "flag rollback f, Missing required option: '--to=VERSION'",
        "flag rollback f --to x, is not a whole number",
        "flag list --jsn, Unknown option: '--jsn'",
        "flag history f -n 0, at least 1",
        "env diff, --from 12",
        "env diff --from 1 --against staging, either --from",
        "flag, needs one of the commands",
        "bogus, There is no command 'belay bogus'.",
        "flag get a b c, belay flag get does not take 'b c'.",
        "key create x --kind foo, foo is not a kind of key; there are server",
        "key create x --kind servr, did you mean server?",
        "evaluate f --context {, is not JSON at line 1",
        "evaluate f --context {'a':1}, unexpected character",
        "evaluate f --context {\"a\":NaN}, non-standard token",
        "evaluate f --context {}{}, something follows after the document",
        "evaluate f --attribute x, --attribute takes NAME=TEXT",
        "evaluate f --attribute x:=y, has no JSON",
        "evaluate f --context [], must hold a JSON object",
        "flag list --timeout 0, at least 1 second"
    })
    void saysWhatWasNotUnderstood(String command, String message) {
        Outcome outcome = person.runs(command.split(" "));

        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(message)
                .doesNotContain("Exception", "Source:", "JsonReadFeature", "at index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "-h", "help flag", "-h flag", "flag -h"})
    void helpsWhoeverAsks(String command) {
        Outcome outcome = person.runs(command.split(" "));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .startsWith(command.contains("flag") ? "Usage: belay flag" : "Usage: belay [")
                .contains(command.contains("flag") ? "rollback" : "evaluate");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void speaksToPeopleWithoutRequests() {
        server.answer("GET /api/v1/projects/default/environments/development/flags/f", FakeServer.Reply.of(404, """
                        {"type": "urn:belay:problem:flag-not-found", "title": "No such flag", "status": 404,
                         "detail": "There is no flag f in default/development; GET flags lists those that exist"}"""));

        Outcome outcome = person.runs("flag", "get", "f");

        assertThat(outcome.err())
                .contains("There is no flag f in default/development\n", "belay flag list")
                .doesNotContain("GET");
    }

    @Test
    void refusesLettersThatTheLocaleHasLost() {
        Outcome outcome = person.runs("flag", "create", "\uFFFD\uFFFD");

        assertThat(outcome.code()).isEqualTo(64);
        assertThat(outcome.err()).contains("LC_ALL=C.UTF-8");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void showsATraceOnlyToThoseWhoAsk() {
        assertThat(person.runs("flag", "get", "f").err()).doesNotContain("\tat ");
        assertThat(person.with("BELAY_DEBUG", "1").runs("flag", "get", "f").err())
                .contains("RefusedException");
    }
}
