package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, whatever the store: with which problem, at which place, and nothing is written. */
abstract class BadInputContract {

    private RunningApplication server;
    private long revision;

    /** A server, which tests may share: each one works with flags that it leaves as they were. */
    abstract RunningApplication server();

    @BeforeEach
    void begin() {
        server = server();
        server.put("flags/payments", flag("payments"));
        server.put(
                "flags/basket",
                flag("basket", "\"prerequisites\": [{\"flag\": \"payments\", \"variants\": [\"on\"]}],"));
        server.post("flags/payments/enable", "{}");
        revision = server.revision();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(server.revision()).isEqualTo(revision);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("an unknown field", flag("new", "\"colour\": 1,"), "/colour"),
                Arguments.of("a wrong type", flag("new", "\"exposed\": \"yes\","), "/exposed"),
                Arguments.of(
                        "an unknown variant",
                        flag("new", "\"targets\": [{\"variant\": \"blue\", \"keys\": [\"u\"]}],"),
                        "/targets/0/variant"),
                Arguments.of("weights above the total", flag("new", """
                                "rules": [{"id": "r", "when": {"attribute": "a", "exists": true}, "serve": {"split":
                                  {"slices": [{"variant": "on", "weight": 60000}, {"variant": "off", "weight": 50000}]}}}],
                                """), "/rules/0/serve/split"),
                Arguments.of("a missing field", "{\"key\": \"new\", \"type\": \"boolean\"}", "/variants"),
                Arguments.of("another key than in the address", flag("other"), "/key"),
                refused("a pattern outside RE2", "\"matches\": \"a(?=b)\"", "/matches"),
                refused("a pattern that repeats too much", "\"matches\": \"((a{1000}){1000}){1000}\"", "/matches"),
                refused("a version that is none", "\"semver\": [\"1\", \">=1.2.3.4\"]", "/semver/1"),
                refused("a network that is none", "\"cidr\": \"10.0.0.0/33\"", "/cidr"),
                refused("a date that is none", "\"before\": \"2026-02-30T00:00:00Z\"", "/before"),
                refused("an unknown operator", "\"inn\": [\"a\"]", "/inn"),
                Arguments.of("a zone that is none", flag("new", rule("r", """
                        {"time": {"zone": "Mars/Base", "from": "09:00"}}""")), "/rules/0/when/time/zone"),
                Arguments.of(
                        "a rule's id that is there twice",
                        flag("new", "\"rules\": [%1$s, %1$s],".formatted(ruleOf("r", "{\"all\": []}"))),
                        "/rules/1/id"),
                Arguments.of(
                        "more slices than 1,000",
                        flag("new", "\"bucketing\": {\"total\": 5000},")
                                .replace(
                                        "{\"variant\": \"on\"}}",
                                        "{\"split\": {\"slices\": ["
                                                + "{\"variant\": \"on\", \"weight\": 1},".repeat(1_000)
                                                + "{\"variant\": \"on\", \"weight\": 1}]}}}"),
                        "/otherwise/split/slices"));
    }

    private static Arguments refused(String what, String comparison, String place) {
        String condition = "{\"attribute\": \"a\", " + comparison + "}";
        return Arguments.of(what, flag("new", rule("r", condition)), "/rules/0/when" + place);
    }

    private static String rule(String id, String condition) {
        return "\"rules\": [" + ruleOf(id, condition) + "],";
    }

    private static String ruleOf(String id, String condition) {
        return "{\"id\": \"" + id + "\", \"when\": " + condition + ", \"serve\": {\"variant\": \"on\"}}";
    }

    @Test
    void namesTheOperatorThatWasProbablyMeant() {
        Response refused = server.put("flags/new", flag("new", rule("r", "{\"attribute\": \"a\", \"inn\": [\"a\"]}")));

        assertThat(refused.text("/errors/0/detail")).contains("did you mean 'in'?");
        assertThat(refused.text("/errors/0/allowed")).contains("containsAny");
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("documents")
    void refusesDocumentsThatBreakTheRulesOfTheirFormat(String what, String document, String path) {
        Response refused = server.put("flags/new", document);

        assertThat(refused.problem()).as(what).isEqualTo("invalid-document");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.items("/errors").stream().map(BadInputContract::path))
                .anyMatch(at -> at.startsWith(path));
    }

    @Test
    void refusesPrerequisitesInACircle() {
        Response refused = server.put(
                "flags/payments",
                flag("payments", "\"prerequisites\": [{\"flag\": \"basket\", \"variants\": [\"on\"]}],"),
                "if-match",
                server.get("flags/payments").header("etag").orElseThrow());

        assertThat(refused.problem()).isEqualTo("reference-cycle");
        assertThat(refused.text("/errors/0/path")).startsWith("/prerequisites/0");
    }

    @Test
    void refusesASegmentThatIsNotThere() {
        Response refused = server.put(
                "flags/new",
                flag(
                        "new",
                        "\"rules\": [{\"id\": \"r\", \"when\": {\"segment\": \"beta\"}, \"serve\": {\"variant\": \"on\"}}],"));

        assertThat(refused.problem()).isEqualTo("missing-reference");
        assertThat(refused.text("/errors/0/path")).startsWith("/rules/0/when");
    }

    @Test
    void refusesKeysWithIllegalCharacters() {
        Response inAddress = server.put("flags/a%20b", flag("a b"));
        Response notDecodable = server.put("flags/a%ff", flag("a"));

        assertThat(inAddress.problem()).isEqualTo("invalid-document");
        assertThat(inAddress.text("/errors/0/path")).isEqualTo("/key");
        assertThat(notDecodable.problem()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"flags/%00", "flags/%00/versions", "flags/%00/versions/1", "history?flag=%00", "history?flag="})
    void findsNothingUnderAKeyThatNoFlagCanHave(String address) {
        Response refused = server.get(address);

        assertThat(refused.problem()).isEqualTo("flag-not-found");
        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        Response refused = server.put("flags/new", flag("n" + "x".repeat(1 << 20)));

        assertThat(refused.problem()).isEqualTo("too-large");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text("/detail")).contains("1048576");
    }

    @Test
    void refusesBodiesOfUnknownLengthWhileTheyArrive() {
        byte[] endless = new byte[3 << 20];
        Response refused = server.send(
                "PUT",
                "flags/new",
                BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(endless)),
                "content-type",
                "application/json");

        assertThat(refused.problem()).isEqualTo("too-large");
    }

    @Test
    void refusesBodiesThatAreTooDeep() {
        Response refused = server.put("flags/new", "[".repeat(40) + "]".repeat(40));

        assertThat(refused.problem()).isEqualTo("too-large");
        assertThat(refused.text("/detail")).contains("32");
    }

    @ParameterizedTest(name = "refuses {0}")
    @MethodSource("notJson")
    void refusesWhatIsNoJson(String what, String body) {
        assertThat(server.put("flags/new", body).problem()).as(what).isEqualTo("malformed-json");
    }

    static Stream<Arguments> notJson() {
        return Stream.of(
                Arguments.of("half a document", "{\"key\": "),
                Arguments.of("two documents", "{} {}"),
                Arguments.of("a name twice", "{\"key\": \"a\", \"key\": \"b\"}"),
                Arguments.of("an integer that loses digits", "{\"key\": 9007199254740993}"),
                Arguments.of("half a character", "{\"key\": \"\\ud800\"}"));
    }

    @Test
    void refusesParametersThatAreMisspelt() {
        Response document = server.put("flags/new?dryrun=true", flag("new"));
        Response command = server.post("flags/payments/disable?reason=x", "{}");

        assertThat(document.problem()).isEqualTo("invalid-request");
        assertThat(document.text("/detail")).contains("did you mean 'dryRun'?");
        assertThat(command.problem()).isEqualTo("invalid-request");
    }

    @Test
    void refusesAnotherMediaType() {
        Response refused = server.put("flags/new", flag("new"), "content-type", "text/yaml");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void refusesToReplaceWithoutABase() {
        Response refused = server.put("flags/payments", flag("payments", "\"exposed\": true,"));

        assertThat(refused.status()).isEqualTo(428);
        assertThat(refused.problem()).isEqualTo("precondition-required");
    }

    @Test
    void refusesAStaleBaseAndShowsWhatCameBetween() {
        String old = server.get("flags/payments").header("etag").orElseThrow();
        server.post("flags/payments/disable", "{\"reason\": \"incident 7\"}");
        revision = server.revision();

        Response refused = server.put("flags/payments", flag("payments", "\"exposed\": true,"), "if-match", old);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.problem()).isEqualTo("version-conflict");
        assertThat(refused.at("/base/enabled")).isEqualTo(Value.of(true));
        assertThat(refused.at("/theirs/enabled")).isEqualTo(Value.of(false));
        assertThat(refused.at("/yours/exposed")).isEqualTo(Value.of(true));
    }

    @Test
    void refusesToCreateWhatExists() {
        Response refused = server.put("flags/payments", flag("payments"), "if-none-match", "*");

        assertThat(refused.problem()).isEqualTo("already-exists");
    }

    @Test
    void refusesAnEntityTagThatIsNone() {
        Response refused = server.put("flags/payments", flag("payments"), "if-match", "1");

        assertThat(refused.problem()).isEqualTo("invalid-request");
    }

    @Test
    void refusesEntityTagsOfAnythingElseAsStale() {
        String head = server.get("flags/payments").header("etag").orElseThrow();
        String epoch = head.substring(1, head.indexOf(':'));

        Response foreign = server.put("flags/payments", flag("payments"), "if-match", "\"x\"");
        Response weak = server.put("flags/payments", flag("payments"), "if-match", "W/" + head);
        Response restored = server.put("flags/payments", flag("payments"), "if-match", head.replace(epoch, "another"));

        assertThat(List.of(foreign, weak, restored))
                .allMatch(refused -> refused.status() == 412)
                .allMatch(refused -> refused.problem().equals("version-conflict"));
        assertThat(restored.text("/detail")).contains("in the epoch 'another'", "in the epoch '" + epoch + "'");
    }

    @Test
    void refusesToReplaceWhatIsNotThere() {
        Response refused = server.put("flags/absent", flag("absent"), "if-match", "*");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.text("/detail")).contains("There is no flag 'absent'");
    }

    @Test
    void refusesEmptyBodiesWhereSomethingMustBeSaid() {
        Response put = server.put("flags/new", "");
        Response changes = server.post("changes", "");

        assertThat(List.of(put, changes))
                .allMatch(refused -> refused.problem().equals("malformed-json"))
                .allMatch(refused -> refused.text("/detail").contains("The body is empty"));
    }

    @Test
    void refusesLimitsAndInstantsThatCannotBeMeant() {
        Response limit = server.get("history?limit=100000");
        Response instant = server.post("rollback", "{\"toInstant\": \"2999-01-01T00:00:00Z\"}");

        assertThat(limit.problem()).isEqualTo("invalid-request");
        assertThat(limit.text("/errors/0/allowed")).isEqualTo("a whole number from 1 to 1000");
        assertThat(instant.problem()).isEqualTo("invalid-request");
        assertThat(instant.text("/errors/0/path")).isEqualTo("/toInstant");
    }

    @Test
    void evaluatesForTextsOnly() {
        Response refused = server.post("evaluations", "{\"flag\": \"payments\", \"context\": {\"targetingKey\": 42}}");

        assertThat(refused.problem()).isEqualTo("invalid-document");
        assertThat(refused.text("/errors/0/path")).isEqualTo("/context/targetingKey");
    }

    @Test
    void namesAMissingDocumentOfAChangeSetOnce() {
        Response refused = server.post("changes", "{\"changes\": [{\"op\": \"put\"}]}");

        assertThat(refused.items("/errors")).hasSize(1);
        assertThat(refused.text("/errors/0/path")).isEqualTo("/changes/0/flag");
    }

    @Test
    void refusesAnIdempotencyKeyForAnotherRequest() {
        server.post("flags/payments/disable", "{\"reason\": \"one\"}", "idempotency-key", "k-1");
        revision = server.revision();

        Response refused = server.post("flags/payments/disable", "{\"reason\": \"two\"}", "idempotency-key", "k-1");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void refusesToChangeAType() {
        Response refused = server.put(
                "flags/payments",
                """
                {"key": "payments", "type": "string", "enabled": true,
                 "variants": [{"name": "on", "value": "1"}, {"name": "off", "value": "0"}]}""",
                "if-match",
                server.get("flags/payments").header("etag").orElseThrow());

        assertThat(refused.problem()).isEqualTo("type-changed");
        assertThat(refused.text("/errors/0/path")).isEqualTo("/type");
    }

    @Test
    void refusesARollbackToAVersionThatNeverExisted() {
        Response refused = server.post("flags/payments/rollback", "{\"toVersion\": 700, \"reason\": \"x\"}");

        assertThat(refused.problem()).isEqualTo("version-unknown");
        assertThat(refused.text("/errors/0/path")).isEqualTo("/toVersion");
    }

    @Test
    void refusesARollbackThatWouldBreakAPrerequisite() {
        // Before its first version the flag was not there, and the basket needs it.
        Response refused = server.post("rollback", "{\"toRevision\": 0, \"flags\": [\"payments\"]}");

        assertThat(refused.problem()).isIn("still-referenced", "missing-reference");
        assertThat(refused.status()).isIn(409, 422);
    }

    @Test
    void refusesARollbackToARevisionThatIsNotThereYet() {
        Response refused = server.post("rollback", "{\"toRevision\": 9999, \"reason\": \"x\"}");

        assertThat(refused.problem()).isEqualTo("revision-unknown");
    }

    @Test
    void refusesARollbackWithoutATarget() {
        Response none = server.post("rollback", "{\"reason\": \"x\"}");
        Response two = server.post("rollback", "{\"toRevision\": 1, \"toInstant\": \"2026-01-01T00:00:00Z\"}");

        assertThat(none.problem()).isEqualTo("invalid-document");
        assertThat(two.problem()).isEqualTo("invalid-document");
    }

    @Test
    void refusesUnknownFieldsOfCommands() {
        Response refused = server.post("flags/payments/disable", "{\"reson\": \"typo\"}");

        assertThat(refused.problem()).isEqualTo("invalid-document");
        assertThat(refused.text("/errors/0/path")).isEqualTo("/reson");
        assertThat(refused.text("/errors/0/detail")).contains("reason");
        assertThat(refused.text("/errors/0/allowed")).contains("onBehalfOf");
    }

    @Test
    void refusesAWholeChangeSetForOneBadOperation() {
        Response refused = server.post("changes", """
                {"reason": "both", "changes": [{"op": "disable", "key": "payments"},
                  {"op": "put", "flag": {"key": "new", "typ": "boolean"}}, {"op": "dissable", "key": "payments"},
                  {"op": "enable"}, {"key": "payments"}, 7]}""");

        assertThat(refused.problem()).isEqualTo("invalid-document");
        assertThat(refused.items("/errors").stream().map(BadInputContract::path))
                .contains("/changes/1/flag/typ", "/changes/2/op", "/changes/3/key", "/changes/4/op", "/changes/5");
    }

    @Test
    void refusesToArchiveWhatOthersNeed() {
        Response refused = server.delete("flags/payments");

        assertThat(refused.problem()).isEqualTo("still-referenced");
    }

    @Test
    void refusesUnknownFlagsAndEnvironments() {
        assertThat(server.post("flags/nowhere/enable", "{}").problem()).isEqualTo("flag-not-found");
        assertThat(server.get("segments/nowhere").problem()).isEqualTo("segment-not-found");
        assertThat(server.get("/api/v1/projects/default/environments/moon").problem())
                .isEqualTo("environment-not-found");
        assertThat(server.get("/api/v1/projects/moon/environments/production/flags")
                        .problem())
                .isEqualTo("project-not-found");
    }

    private static String path(Value error) {
        return error instanceof Value.StructureValue(var members)
                        && members.get("path") instanceof Value.TextValue(String path)
                ? path
                : "no path";
    }
}
