package dev.belay.verification.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenFeature's own provider for Node.js, in a process of its own, against the real server. */
class NodeProviderTest {
    private static final Path PACKAGE = Path.of("npm");
    private static final long PATIENCE_SECONDS = 180;
    private static final String ADA = "{\"targetingKey\": \"ada\", \"country\": \"PT\"}";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void answersEveryKindOfQuestion() throws Exception {
        install();
        try (EvaluatingServer server = EvaluatingServer.start(folder)) {
            ArrayNode questions = JSON.createArrayNode()
                    .add(question("checkout.new-flow", "boolean", "false"))
                    .add(question("greeting", "string", "\"\""))
                    .add(question("columns", "number", "1"))
                    .add(question("layout", "structure", "{}"))
                    .add(question("disabled", "boolean", "true"))
                    .add(question("disabled-without-off", "string", "\"mine\""))
                    .add(question("absent", "boolean", "true"));
            JsonNode answers = evaluate(server, questions);

            assertThat(details(answers.get(0))).containsExactly("true", "\"TARGETING_MATCH\"", "\"on\"");
            assertThat(details(answers.get(1))).containsExactly("\"olá\"", "\"TARGETING_MATCH\"", "\"iberian\"");
            assertThat(details(answers.get(2))).containsExactly("3", "\"STATIC\"", "\"three\"");
            assertThat(answers.get(3).at("/value/tags/1").asText()).isEqualTo("b");
            assertThat(details(answers.get(4))).containsExactly("false", "\"DISABLED\"", "\"off\"");
            assertThat(answers.get(5).get("value").asText()).isEqualTo("mine");
            assertThat(answers.get(6).get("value").asBoolean()).isTrue();
            assertThat(answers.get(6).get("errorCode").asText()).isEqualTo("FLAG_NOT_FOUND");
        }
    }

    private static List<String> details(JsonNode answer) {
        return List.of(
                answer.path("value").toString(),
                answer.path("reason").toString(),
                answer.path("variant").toString());
    }

    private static ObjectNode question(String flag, String type, String orElse) throws IOException {
        ObjectNode question = JSON.createObjectNode();
        question.put("flag", flag).put("type", type);
        question.set("orElse", JSON.readTree(orElse));
        question.set("context", JSON.readTree(ADA));
        return question;
    }

    private static void install() throws IOException, InterruptedException {
        if (Files.notExists(PACKAGE.resolve("node_modules/@openfeature/ofrep-provider"))) {
            run(List.of("npm", "ci", "--no-progress"), "");
        }
    }

    private static JsonNode evaluate(EvaluatingServer server, ArrayNode questions)
            throws IOException, InterruptedException {
        ObjectNode input = JSON.createObjectNode();
        input.put("baseUrl", server.address().toString()).put("key", server.key());
        input.set("questions", questions);
        List<String> lines =
                run(List.of("node", "evaluate.js"), input.toString()).lines().toList();
        return JSON.readTree(lines.getLast());
    }

    private static String run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(PACKAGE.toFile())
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(output)
                .isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
