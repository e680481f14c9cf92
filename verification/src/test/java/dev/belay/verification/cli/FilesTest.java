package dev.belay.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.client.Belay;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.verification.cli.Operator.Outcome;
import dev.belay.verification.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment becomes files, and files become an environment, against a real server. */
class FilesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CHANGES = 5;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static int environments;
    private static RunningServer server;

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private String environment;
    private Operator operator;

    @BeforeAll
    static void startServer() throws Exception {
        server = RunningServer.start(data, 0);
    }

    @AfterAll
    static void stopServer() {
        server.close();
        HTTP.close();
    }

    @BeforeEach
    void makeEnvironment() throws Exception {
        environment = newEnvironment();
        operator = Operator.of(server.address().toString(), RunningServer.TOKEN).in(environment);
    }

    @Test
    void anyFlagSetComesBackExactlyFromYamlAndFromJson() throws Exception {
        for (long seed = 1; seed <= 25; seed++) {
            String source = newEnvironment();
            String target = newEnvironment();
            post(source, "changes", new FlagSetGenerator(new SplittableRandom(seed)).changes());
            String format = seed % 2 == 0 ? "yaml" : "json";
            Path files = folder.resolve("seed-" + seed);

            succeeds(operator.in(source), "export", files.toString(), "--format", format);
            Outcome again = operator.in(source).runs("apply", files.toString(), "--dry-run", "--exit-code", "--prune");
            succeeds(operator.in(target), "apply", files.toString(), "--yes");

            assertThat(again.code()).as("seed %d: %s", seed, again).isZero();
            assertThat(again.out()).as("seed %d", seed).startsWith("Nothing to apply");
            assertThat(documents(target)).as("seed %d", seed).isEqualTo(documents(source));
        }
    }

    @Test
    void aSecondExportWritesNothingAndRemovesWhatIsGone() throws Exception {
        post(environment, "changes", "{\"changes\": [%s, %s]}".formatted(put("a"), put("b")));
        succeeds(operator, "export", folder.toString());
        Outcome again = succeeds(operator, "export", folder.toString());
        succeeds(operator, "flag", "archive", "b");
        Files.writeString(folder.resolve("flags/README.md"), "Ours");
        Outcome afterwards = succeeds(operator, "export", folder.toString());

        assertThat(again.out()).contains("(0 files written, 0 removed)");
        assertThat(afterwards.out()).contains("(0 files written, 1 removed)");
        assertThat(names("flags")).containsExactly("README.md", "a.yaml");
    }

    @Test
    void membersOfLargeSegmentsLieInFilesOfTheirOwn() throws Exception {
        String keys = String.join(
                "\n",
                IntStream.range(0, 30_000).mapToObj(each -> "user-" + each).toList());
        post(environment, "changes", "{\"changes\": [{\"op\": \"put-segment\", \"segment\": {\"key\": \"big\"}}]}");
        Path list = Files.writeString(folder.resolve("keys"), keys);
        succeeds(operator, "segment", "members", "upload", "big", list.toString());
        Path files = folder.resolve("files");
        String target = newEnvironment();

        succeeds(operator, "export", files.toString());
        Outcome unchanged = operator.runs("apply", files.toString(), "--dry-run", "--exit-code");
        succeeds(operator.in(target), "apply", files.toString(), "--yes");

        assertThat(Files.readString(files.resolve("segments/big.yaml"))).isEqualTo("""
                key: big
                members:
                  file: big.members
                """);
        assertThat(unchanged.code()).isZero();
        assertThat(documents(target)).isEqualTo(documents(environment));
        assertThat(get(target, "").path("revision").asInt()).isEqualTo(1);
    }

    @Test
    void anExportedFolderRunsAnApplicationOffline() throws Exception {
        post(environment, "changes", """
                {"changes": [{"op": "put-segment", "segment": {"key": "beta", "members": ["user-7"]}},
                  {"op": "put", "flag": {"key": "shop.banner", "type": "string", "enabled": true,
                    "variants": [{"name": "no", "value": "no"}, {"name": "yes", "value": "2026-01-01"}],
                    "rules": [{"id": "beta", "when": {"segment": "beta"}, "serve": {"variant": "yes"}}],
                    "otherwise": {"variant": "no"}}}]}""");

        succeeds(operator, "export", folder.toString());

        try (Belay belay = Belay.file(folder)) {
            assertThat(belay.evaluate("shop.banner", EvaluationContext.of("user-7"), "?")
                            .value())
                    .isEqualTo("2026-01-01");
            assertThat(belay.evaluate("shop.banner", EvaluationContext.of("user-8"), "?")
                            .value())
                    .isEqualTo("no");
        }
    }

    @Test
    void showsThePlanAsksAndWritesOneEntry() throws Exception {
        post(environment, "changes", "{\"changes\": [%s, %s]}".formatted(put("a"), put("old")));
        succeeds(operator, "export", folder.toString());
        Files.delete(folder.resolve("flags/old.yaml"));
        edit("flags/a.yaml", "enabled: true", "enabled: false");
        Files.writeString(
                folder.resolve("flags/c.yaml"),
                Files.readString(folder.resolve("flags/a.yaml")).replace("key: a", "key: c"));

        Outcome dry = operator.runs("apply", folder.toString(), "--dry-run", "--exit-code");
        Outcome refused = operator.runs("apply", folder.toString());
        Outcome no = operator.atATerminal().typing("n\n").runs("apply", folder.toString());
        Outcome yes = operator.atATerminal()
                .typing("y\n")
                .runs("apply", folder.toString(), "--prune", "--reason", "r", "--wait");
        Outcome again = operator.runs("apply", folder.toString(), "--yes", "--prune", "--wait");

        assertThat(dry.code()).isEqualTo(CHANGES);
        assertThat(dry.out()).contains("~  a        disabled", "+  c        created");
        assertThat(dry.err())
                .contains("Left alone, because the files do not have them (--prune archives them): flag old");
        assertThat(refused.code()).isEqualTo(64);
        assertThat(no.code()).isEqualTo(1);
        assertThat(yes.code()).as(yes.toString()).isZero();
        assertThat(yes.err()).contains("3 flags will change.");
        assertThat(yes.err()).contains("revision 2: 0 of 0 instances confirmed");
        assertThat(again.out()).startsWith("Nothing to apply");
        assertThat(again.err()).contains("revision 2: 0 of 0 instances confirmed");
        assertThat(get(environment, "").path("revision").asInt()).isEqualTo(2);
        assertThat(documents(environment).keySet()).containsExactly("flag a", "flag c");
    }

    @Test
    void writesNothingIfSomebodyWasFaster() throws Exception {
        post(environment, "changes", "{\"changes\": [%s]}".formatted(put("a")));
        succeeds(operator, "export", folder.toString());
        edit("flags/a.yaml", "enabled: true", "enabled: false");
        // The person answers after somebody else has changed the flag.
        InputStream slowAnswer = new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                if (available() > 0) {
                    succeeds(operator, "flag", "set", "a", "--exposed", "true");
                }
                return super.read(into, offset, length);
            }
        };

        Outcome outcome = operator.atATerminal().runs(slowAnswer, "apply", folder.toString());

        assertThat(outcome.code()).as(outcome.toString()).isEqualTo(3);
        assertThat(outcome.err()).contains("version-conflict");
        assertThat(get(environment, "").path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void namesFileLineAndPlaceOfWhatTheServerRefuses() throws Exception {
        post(environment, "changes", "{\"changes\": [%s]}".formatted(put("a")));
        succeeds(operator, "export", folder.toString());
        edit("flags/a.yaml", "  variant: \"on\"", "  variant: maybe");
        Files.createDirectories(folder.resolve("segments"));
        Files.writeString(folder.resolve("segments/s.yaml"), "key: s\nwhen:\n  attribute: x\n  equal: 1\n");

        Outcome outcome = operator.runs("apply", folder.toString(), "--yes");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("2 mistakes in the files; nothing was written.")
                .containsPattern("flags/a\\.yaml:\\d+: /otherwise/variant: .*maybe.*")
                .containsPattern("segments/s\\.yaml:4: /when/equal: .*equals.*");
        assertThat(get(environment, "").path("revision").asInt()).isEqualTo(1);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(from);
        Files.writeString(path, before.replace(from, to));
    }

    private static String put(String key) {
        return """
                {"op": "put", "flag": {"key": "%s", "type": "boolean", "enabled": true, "offVariant": "off",
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"variant": "on"}}}""".formatted(key);
    }

    private static Outcome succeeds(Operator by, String... arguments) {
        Outcome outcome = by.runs(arguments);
        assertThat(outcome.code()).as(List.of(arguments) + ": " + outcome).isZero();
        return outcome;
    }

    private List<String> names(String below) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(below))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** What an environment holds, in canonical text by kind and key. */
    private static Map<String, String> documents(String environment) throws Exception {
        Map<String, String> documents = new TreeMap<>();
        long revision = get(environment, "").path("revision").asLong();
        JsonNode state = get(environment, "/revisions/" + revision);
        for (String kind : List.of("flag", "segment")) {
            for (JsonNode each : state.path(kind + "s")) {
                Value document = Json.read(each.path(kind).toString());
                documents.put(kind + " " + each.path(kind).path("key").asText(), CanonicalJson.text(document));
            }
        }
        return documents;
    }

    private static String newEnvironment() throws Exception {
        String key = "f" + ++environments;
        send("POST", "", "{\"key\": \"%s\"}".formatted(key), 201);
        return key;
    }

    private static JsonNode get(String environment, String path) throws Exception {
        return send("GET", "/" + environment + path, "", 200);
    }

    private static void post(String environment, String path, String body) throws Exception {
        send("POST", "/" + environment + "/" + path, body, 200);
    }

    private static JsonNode send(String method, String path, String body, int expected) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.address() + "/api/v1/projects/default/environments" + path))
                .header("Authorization", "Bearer " + RunningServer.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(expected);
        return JSON.readTree(answer.body());
    }
}
