package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static dev.belay.server.testing.Documents.segment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.state.Sha256;
import dev.belay.server.segments.MemberLimits;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembersTest {

    private static final String MEMBERS = "segments/customers/members";

    private final RunningApplication server = RunningApplication.inMemory();

    @BeforeEach
    void create() {
        server.put("segments/customers", "{\"key\": \"customers\", \"excluded\": [\"user-3\"]}");
        server.put("flags/basket", flag("basket", """
                "rules": [{"id": "r", "when": {"segment": "customers"}, "serve": {"variant": "off"}}],"""));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesAnUploadThatDecidesFlags() {
        Response uploaded = upload(lines(0, 20_000));

        assertThat(uploaded.status()).isEqualTo(200);
        assertThat(uploaded.number("/count")).isEqualTo(20_000);
        assertThat(uploaded.number("/chunks")).isGreaterThan(3).isEqualTo(uploaded.number("/chunksChanged"));
        assertThat(uploaded.number("/version")).isEqualTo(2);
        assertThat(uploaded.number("/revision")).isEqualTo(3);
        assertThat(uploaded.text("/entry/action")).isEqualTo("segment.members-replaced");
        assertThat(evaluate("user-19999")).isEqualTo("off");
        assertThat(evaluate("user-20000")).isEqualTo("on");
        assertThat(evaluate("user-3")).as("excluded").isEqualTo("on");
        assertThat(server.get("segments/customers").number("/segment/members/count"))
                .isEqualTo(20_000);
    }

    @Test
    void areListedInAChangeSetThatMakesOneEntryOfAll() {
        Response changed = server.post("changes", """
                {"changes": [{"op": "put-segment", "baseVersion": 1,
                              "segment": {"key": "customers", "members": ["user-2", "user-1", "user-1"]}},
                             {"op": "put-segment", "segment": {"key": "new", "members": []}}]}""");

        assertThat(changed.items("/entry/changes")).hasSize(2);
        assertThat(server.get(MEMBERS).items("/members")).containsExactly(Value.of("user-1"), Value.of("user-2"));
        assertThat(server.get("segments/new").at("/segment/members")).isEqualTo(Value.NULL);
        assertThat(evaluate("user-2")).isEqualTo("off");
    }

    @Test
    void areRefusedInAChangeSetWhereTheyAreNoKeys() {
        Response refused = server.post("changes", """
                {"changes": [{"op": "put-segment", "segment": {"key": "new", "members": ["fine", 7, ""]}}]}""");

        assertThat(refused.problem()).isEqualTo("invalid-document");
        assertThat(refused.text("/errors/0/path")).isEqualTo("/changes/0/segment/members/1");
        assertThat(refused.text("/errors/1/path")).isEqualTo("/changes/0/segment/members/2");
    }

    @Test
    void listsPagesOfTheVersionThatIsNamedOrNone() {
        long version = upload("a\nb\nc\n").number("/version");

        assertThat(page("?limit=1&version=" + version).text("/next")).isEqualTo("a");
        upload("a\nb\n");
        Response later = page("?limit=1&after=a&version=" + version);

        assertThat(later.status()).isEqualTo(412);
        assertThat(later.text("/type")).isEqualTo("urn:belay:problem:version-conflict");
        assertThat(page("?version=" + (version + 1)).items("/members")).hasSize(2);
    }

    @Test
    void foldsDuplicatesAndPassesOverEmptyLines() {
        Response uploaded = upload("\uFEFFb\r\n\na\nb\r\n日本\n\na b/c\n");

        assertThat(uploaded.number("/count")).isEqualTo(4);
        assertThat(page("").items("/members"))
                .containsExactly(Value.of("a"), Value.of("a b/c"), Value.of("b"), Value.of("日本"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json     | ["b", "a", "\\u65e5"]
            application/x-ndjson | "b"\\n"a"\\n"\\u65e5"\\n
            text/plain           | b\\na\\n日
            """)
    void takesEveryMediaType(String type, String body) {
        Response uploaded = upload(body.replace("\\n", "\n"), "content-type", type);

        assertThat(uploaded.number("/count")).isEqualTo(3);
        assertThat(page("").items("/members")).containsExactly(Value.of("a"), Value.of("b"), Value.of("日"));
    }

    @Test
    void refusesKeysThatAreNotLegal() {
        Response refused = upload("fine\nx\u0007y\n" + "z".repeat(201) + "\n");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("invalid-document");
        assertThat(refused.items("/errors")).hasSize(2);
        assertThat(refused.text("/errors/0/detail")).isEqualTo("Key 2: the key contains U+0007, which is not allowed");
        assertThat(refused.text("/errors/1/detail")).startsWith("Key 3: the key is longer than 200");
        assertThat(upload("[1]", "content-type", "application/json").problem()).isEqualTo("invalid-document");
        assertThat(upload("{}", "content-type", "application/json").problem()).isEqualTo("invalid-document");
        assertThat(upload("\"a\n", "content-type", "application/x-ndjson").problem())
                .isEqualTo("malformed-json");
        assertThat(upload("a", "content-type", "image/png").problem()).isEqualTo("unsupported-media-type");
        assertThat(upload("").text("/detail")).contains("The body is empty");
        byte[] notUtf8 = {'a', '\n', (byte) 0xff, '\n'};
        Response latin = server.send(
                "PUT", MEMBERS, BodyPublishers.ofByteArray(notUtf8), "content-type", "text/plain", "if-match", "*");
        assertThat(latin.text("/errors/0/detail")).isEqualTo("Key 2: the line is not UTF-8");
        assertThat(server.revision()).isEqualTo(2);
    }

    @Test
    void asksForThePermissionBeforeItReads() {
        String token = server.post("/api/v1/tokens", "{\"name\": \"bob\", \"permissions\": [\"read\"]}")
                .text("/token");

        Response refused = upload("{", "content-type", "application/json", "authorization", "Bearer " + token);

        assertThat(refused.problem()).isEqualTo("forbidden");
    }

    @Test
    void replacesOnlyWhatTheUploadIsBasedOn() {
        String stale = server.get("segments/customers").header("etag").orElseThrow();
        String fresh = upload("a\n", "if-match", stale).header("etag").orElseThrow();

        assertThat(server.send("PUT", MEMBERS, BodyPublishers.ofString("b"), "content-type", "text/plain")
                        .problem())
                .isEqualTo("precondition-required");
        assertThat(upload("b\n", "if-match", stale).problem()).isEqualTo("version-conflict");
        assertThat(upload("b\n", "if-match", fresh).status()).isEqualTo(200);
    }

    @Test
    void saysThatThereIsNoSegment() {
        Response upload = server.send(
                "PUT", "segments/nobody/members", BodyPublishers.ofString("a"), "content-type", "text/plain");

        assertThat(upload.problem()).isEqualTo("segment-not-found");
        assertThat(server.post("segments/nobody/members", "{\"add\": [\"a\"]}").problem())
                .isEqualTo("segment-not-found");
        assertThat(server.get("segments/nobody/members").problem()).isEqualTo("segment-not-found");
        assertThat(server.get("segments/nobody/members/a").problem()).isEqualTo("segment-not-found");
    }

    @Test
    void editsWithoutTouchingOtherChunks() {
        upload(lines(0, 50_000));

        Response edited = server.post(
                MEMBERS,
                "{\"add\": [\"user-4711x\", \"user-7\"], \"remove\": [\"user-4711\", \"nobody\"], \"reason\": \"left\"}");

        assertThat(edited.number("/count")).isEqualTo(50_000);
        assertThat(edited.number("/chunksChanged")).isBetween(1L, 4L);
        assertThat(edited.number("/chunks")).isGreaterThan(10);
        assertThat(edited.text("/entry/action")).isEqualTo("segment.members-changed");
        assertThat(edited.text("/entry/reason")).isEqualTo("left");
        assertThat(isMember("user-4711x")).isTrue();
        assertThat(isMember("user-4711")).isFalse();
        Response same = server.post(MEMBERS, "{\"add\": [\"user-7\"], \"baseVersion\": 3}");
        assertThat(same.number("/version")).isEqualTo(3);
        assertThat(same.at("/entry")).isEqualTo(Value.NULL);
        assertThat(server.post(MEMBERS, "{\"add\": [\"x\"], \"baseVersion\": 2}")
                        .problem())
                .isEqualTo("version-conflict");
    }

    @Test
    void refusesEditsThatAreNotLegal() {
        Response refused = server.post(MEMBERS, "{\"add\": [\"\", 1], \"delete\": []}");

        assertThat(refused.problem()).isEqualTo("invalid-document");
        assertThat(refused.items("/errors")).hasSize(3);
        String many =
                IntStream.rangeClosed(0, 10_000).mapToObj(n -> "\"k" + n + "\"").collect(Collectors.joining(","));
        assertThat(server.post(MEMBERS, "{\"add\": [" + many + "]}").text("/errors/0/detail"))
                .startsWith("There are 10001 keys");
    }

    @Test
    void foreseesAndRepeats() {
        Response foreseen = upload(lines(0, 100), "MEMBERS?dryRun=true");
        assertThat(foreseen.at("/dryRun")).isEqualTo(Value.of(true));
        assertThat(foreseen.number("/count")).isEqualTo(100);
        assertThat(server.revision()).isEqualTo(2);

        String edit = "{\"add\": [\"a\"]}";
        Response first = server.post(MEMBERS, edit, "idempotency-key", "k");
        Response again = server.post(MEMBERS, edit, "idempotency-key", "k");

        assertThat(first.number("/revision")).isEqualTo(3);
        assertThat(again.at("/replayed")).isEqualTo(Value.of(true));
        assertThat(again.number("/revision")).isEqualTo(3);
        assertThat(server.post(MEMBERS, "{\"add\": [\"b\"]}", "idempotency-key", "k")
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void tellsUploadsOfOtherTypesApart() {
        String body = "[\"a\"]";
        upload(body, "content-type", "text/plain", "idempotency-key", "k");

        Response again = upload(body, "content-type", "text/plain; charset=utf-8", "idempotency-key", "k");
        Response other = upload(body, "content-type", "application/json", "idempotency-key", "k");

        assertThat(again.at("/replayed")).isEqualTo(Value.of(true));
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(page("").items("/members")).containsExactly(Value.of(body));
    }

    @Test
    void sendsNoPageThatTheRequesterHas() {
        String tag = upload("a\nb\n").header("etag").orElseThrow();

        for (String path : List.of(MEMBERS, MEMBERS + "?limit=1", MEMBERS + "/a")) {
            Response first = server.get(path);
            Response same = server.get(path, "if-none-match", tag);
            assertThat(first.header("etag")).contains(tag);
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.header("etag")).contains(tag);
        }
        upload("c\n", "if-match", tag);

        assertThat(server.get(MEMBERS, "if-none-match", tag).items("/members")).containsExactly(Value.of("c"));
        assertThat(server.post(MEMBERS, "{\"add\": [\"d\"]}", "if-match", tag).problem())
                .isEqualTo("version-conflict");
    }

    @Test
    void leavesTheRestOfTheDocumentAlone() {
        server.put(
                "segments/customers",
                "{\"key\": \"customers\", \"excluded\": [\"user-3\"], \"requires\": [\"operator:in\"]}",
                "if-match",
                "*");
        upload("a\n");
        server.post(MEMBERS, "{\"add\": [\"b\"]}");

        Response read = server.get("segments/customers");
        assertThat(read.items("/segment/requires")).containsExactly(Value.of("operator:in"));
        assertThat(read.items("/segment/excluded")).containsExactly(Value.of("user-3"));
        assertThat(read.number("/segment/members/count")).isEqualTo(2);
        upload("[]", "content-type", "application/json");
        assertThat(server.get("segments/customers").items("/segment/requires")).hasSize(1);
    }

    @Test
    void listsPageByPage() {
        upload(lines(0, 2_500));
        List<Value> seen = new ArrayList<>();
        String after = "";
        int pages = 0;
        while (!after.equals("no text: null") && pages < 10) {
            Response page = page(after.isEmpty() ? "?limit=1000" : "?limit=1000&after=" + after);
            seen.addAll(page.items("/members"));
            assertThat(page.number("/count")).isEqualTo(2_500);
            after = page.at("/next").equals(Value.NULL) ? "no text: null" : page.text("/next");
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(page("?after=user-998").items("/members")).containsExactly(Value.of("user-999"));
        assertThat(page("?after=user-9985").items("/members")).containsExactly(Value.of("user-999"));
        assertThat(page("?after=zzz").items("/members")).isEmpty();
        assertThat(page("?after=0&limit=1").items("/members")).containsExactly(Value.of("user-0"));
    }

    @Test
    void findsKeysWithAnyCharacters() {
        upload("a/b c?#%\n日本\n");

        assertThat(server.get(MEMBERS + "/a%2Fb%20c%3F%23%25").at("/member")).isEqualTo(Value.of(true));
        assertThat(isMember("%E6%97%A5%E6%9C%AC")).isTrue();
        assertThat(isMember("a")).isFalse();
    }

    @Test
    void keepsMembersWhenTheDocumentThatNamesThemIsSentBack() {
        upload(lines(0, 5_000));
        Response read = server.get("segments/customers");
        String document = CanonicalJson.text(read.at("/segment")).replace("\"user-3\"", "\"user-4\"");

        Response put = server.put(
                "segments/customers", document, "if-match", read.header("etag").orElseThrow());

        assertThat(put.status()).isEqualTo(200);
        assertThat(evaluate("user-3")).isEqualTo("off");
        assertThat(evaluate("user-4")).isEqualTo("on");
        assertThat(server.post(
                                "changes",
                                "{\"changes\": [{\"op\": \"put-segment\", \"segment\": "
                                        + document.replace("\"customers\"", "\"copy\"") + "}]}")
                        .status())
                .isEqualTo(200);
        assertThat(server.get("segments/copy/members/user-4999").at("/member")).isEqualTo(Value.of(true));
    }

    @Test
    void refusesADocumentThatNamesChunksThatAreNotStored() {
        String document = "{\"key\": \"other\", \"members\": {\"chunks\": [\"" + "0".repeat(64) + "\"], \"count\": 1}}";

        assertThat(server.put("segments/other", document).problem()).isEqualTo("chunk-unknown");
        assertThat(server.put("segments/other", document).status()).isEqualTo(422);
        assertThat(server.post("changes", "{\"changes\": [{\"op\": \"put-segment\", \"segment\": " + document + "}]}")
                        .problem())
                .isEqualTo("chunk-unknown");
    }

    @Test
    void tellsAnotherProjectNothingOfAChunkWhoseHashItKnows() {
        upload(lines(0, 5_000));
        String hash = server.get("segments/customers").text("/segment/members/chunks/0");
        Response chunk = server.get("/sdk/v1/chunks/" + hash, "authorization", "Bearer " + key("server"));
        int count = ((Value.ListValue) chunk.body()).items().size();
        server.post("/api/v1/projects", "{\"key\": \"rivals\"}");
        server.post("/api/v1/projects/rivals/environments", "{\"key\": \"production\"}");
        String rivals = "/api/v1/projects/rivals/environments/production/";
        String token = server.post(
                        "/api/v1/tokens", "{\"name\": \"eve\", \"permissions\": [\"write\"], \"project\": \"rivals\"}")
                .text("/token");

        for (String wanted : List.of(hash, "0".repeat(64))) {
            String document =
                    "{\"key\": \"copy\", \"members\": {\"chunks\": [\"" + wanted + "\"], \"count\": " + count + "}}";
            String changes = "{\"changes\": [{\"op\": \"put-segment\", \"segment\": " + document + "}]}";
            List<Response> answers = List.of(
                    server.put(rivals + "segments/copy", document, "authorization", "Bearer " + token),
                    server.post(rivals + "changes", changes, "authorization", "Bearer " + token),
                    server.post(rivals + "previews", changes, "authorization", "Bearer " + token));

            assertThat(answers).extracting(Response::status).containsOnly(422);
            assertThat(answers).extracting(Response::problem).containsOnly("chunk-unknown");
            assertThat(server.put("segments/copy", document, "authorization", "Bearer " + token)
                            .problem())
                    .as("in the project that has it")
                    .isEqualTo("forbidden");
        }
        assertThat(server.get(rivals + "segments").items("/segments")).isEmpty();
    }

    @Test
    void bringsMembersBackByARollback() {
        upload(lines(0, 5_000));
        server.put("segments/customers", segment("customers"), "if-match", "*");
        assertThat(evaluate("user-4999")).isEqualTo("on");

        server.post("segments/customers/rollback", "{\"toVersion\": 2}");

        assertThat(evaluate("user-4999")).isEqualTo("off");
        assertThat(evaluate("user-5000")).isEqualTo("on");
    }

    @Test
    void givesChunksToKeysThatMayReadRulesOnly() {
        upload(lines(0, 5_000));
        String hash = server.get("segments/customers").text("/segment/members/chunks/0");
        String path = "/sdk/v1/chunks/" + hash;

        Response chunk = server.get(path, "authorization", "Bearer " + key("server"));

        assertThat(chunk.status()).isEqualTo(200);
        assertThat(((Value.ListValue) chunk.body()).items()).contains(Value.of("user-0"));
        assertThat(chunk.header("cache-control")).contains("private, immutable, max-age=31536000");
        assertThat(Sha256.hex(chunk.raw().body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(hash);
        assertThat(server.get(path, "authorization", "Bearer " + key("server"), "if-none-match", "\"" + hash + "\"")
                        .status())
                .isEqualTo(304);
        assertThat(server.get(path, "authorization", "Bearer " + key("client")).status())
                .isEqualTo(403);
        assertThat(server.get(path, "authorization", "none").status()).isEqualTo(401);
    }

    @Test
    void givesChunksOfTheFlagSetOnlyAndWhileStreamsTellOfThem() {
        upload(lines(0, 100));
        String earlier = server.get("segments/customers").text("/segment/members/chunks/0");
        upload(lines(0, 50));
        server.post("/api/v1/projects/default/environments", "{\"key\": \"staging\"}");
        String staging = server.post(
                        "/api/v1/projects/default/environments/staging/keys", "{\"name\": \"t\", \"kind\": \"server\"}")
                .text("/key");

        assertThat(server.get("/sdk/v1/chunks/" + earlier, "authorization", "Bearer " + key("server"))
                        .status())
                .isEqualTo(200);
        Response other = server.get("/sdk/v1/chunks/" + earlier, "authorization", "Bearer " + staging);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.problem()).isEqualTo("chunk-not-found");
        Response wrong = server.get(
                "/sdk/v1/chunks/" + earlier.toUpperCase(Locale.ROOT), "authorization", "Bearer " + key("server"));
        assertThat(wrong.problem()).isEqualTo("chunk-not-found");
    }

    @Nested
    class WithLowerLimits {

        private final RunningApplication small = RunningApplication.withLimits(new MemberLimits(1_000, 20));

        @AfterEach
        void stop() {
            small.close();
        }

        @Test
        void refusesWhatIsLarger() {
            small.put("segments/customers", "{\"key\": \"customers\"}");

            Response keys = upload(lines(0, 21));
            assertThat(keys.status()).isEqualTo(413);
            assertThat(keys.problem()).isEqualTo("too-large");
            assertThat(keys.text("/errors/0/allowed")).isEqualTo("at most 20 keys");
            String list = "[\"" + lines(0, 21).replace("\n", "\",\"");
            assertThat(upload(list + "\", and no JSON", "application/json").text("/errors/0/allowed"))
                    .as("counted before the rest is read")
                    .isEqualTo("at most 20 keys");
            assertThat(upload(("\"" + lines(0, 21)).replace("\n", "\"\n\"") + "no JSON", "application/x-ndjson")
                            .text("/errors/0/allowed"))
                    .isEqualTo("at most 20 keys");
            assertThat(upload("x".repeat(1_001)).text("/errors/0/allowed")).isEqualTo("at most 1000 bytes");
            assertThat(upload(lines(0, 20)).number("/count")).isEqualTo(20);
        }

        private Response upload(String body) {
            return upload(body, "text/plain");
        }

        private Response upload(String body, String type) {
            return small.send("PUT", MEMBERS, BodyPublishers.ofString(body), "content-type", type, "if-match", "*");
        }
    }

    private String key(String kind) {
        return server.post("keys", "{\"name\": \"test\", \"kind\": \"" + kind + "\"}")
                .text("/key");
    }

    private Response upload(String body, String... headers) {
        String path = headers.length == 1 ? headers[0].replace("MEMBERS", MEMBERS) : MEMBERS;
        List<String> all = new ArrayList<>(List.of("content-type", "text/plain", "if-match", "*"));
        if (headers.length > 1) {
            all.addAll(List.of(headers));
        }
        return server.send("PUT", path, BodyPublishers.ofString(body), all.toArray(String[]::new));
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "user-" + number + "\n")
                .collect(Collectors.joining());
    }

    private Response page(String query) {
        return server.get(MEMBERS + query);
    }

    private boolean isMember(String key) {
        return server.get(MEMBERS + "/" + key).at("/member").equals(Value.of(true));
    }

    private String evaluate(String user) {
        return server.post("evaluations", "{\"flag\": \"basket\", \"context\": {\"targetingKey\": \"" + user + "\"}}")
                .text("/variant");
    }
}
