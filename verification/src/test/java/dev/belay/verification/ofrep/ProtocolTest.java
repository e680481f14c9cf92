package dev.belay.verification.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of answer, held against the published description of the protocol. */
class ProtocolTest {
    private static final Map<Integer, String> SINGLE =
            Map.of(200, "serverEvaluationSuccess", 400, "evaluationFailure", 404, "flagNotFound");
    private static final Map<Integer, String> BULK = Map.of(200, "bulkEvaluationSuccess", 400, "bulkEvaluationFailure");

    @TempDir
    static Path folder;

    private static EvaluatingServer server;

    @BeforeAll
    static void start() throws IOException {
        server = EvaluatingServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} asked with {1} is answered with {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    checkout.new-flow    | {"context": {"targetingKey": "ada"}}                 | 200 | TARGETING_MATCH
                    checkout.new-flow    | {"context": {"targetingKey": "bob"}}                 | 200 | UNKNOWN
                    greeting             | {"context": {"targetingKey": "bob", "country":"PT"}} | 200 | TARGETING_MATCH
                    columns              | {"context": {"targetingKey": "bob"}}                 | 200 | STATIC
                    columns              | {"context": {}}                                      | 200 | STATIC
                    ratio                | {"context": {"targetingKey": "bob"}}                 | 200 | SPLIT
                    layout               | {"context": {"targetingKey": "bob"}}                 | 200 | STATIC
                    disabled             | {"context": {"targetingKey": "bob"}}                 | 200 | DISABLED
                    disabled-without-off | {"context": {"targetingKey": "bob"}}                 | 200 | DISABLED
                    undecided            | {"context": {"targetingKey": "bob"}}                 | 200 | belay.reason
                    needs-a-key          | {"context": {}}                                      | 400 | TARGETING_KEY_MISSING
                    columns              | {"context": null}                                    | 400 | INVALID_CONTEXT
                    columns              | {"context":                                          | 400 | INVALID_CONTEXT
                    absent               | {"context": {"targetingKey": "bob"}}                 | 404 | FLAG_NOT_FOUND
                    """)
    void oneFlag(String flag, String body, int status, String word, TestReporter reporter) throws IOException {
        HttpResponse<String> answer = server.ask(EvaluatingServer.EVALUATE + "/" + flag, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(word);
        conforms(SINGLE.get(status), answer.body(), reporter);
    }

    @ParameterizedTest(name = "all flags asked with {0} are answered with {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"context": {"targetingKey": "ada", "country": "PT"}} | 200 | olá
                    {"context": {}}                                       | 200 | TARGETING_KEY_MISSING
                    {"context": null}                                     | 400 | INVALID_CONTEXT
                    {"context": {"targetingKey": {}}}                     | 400 | INVALID_CONTEXT
                    """)
    void allFlags(String body, int status, String word, TestReporter reporter) throws IOException {
        HttpResponse<String> answer = server.ask(EvaluatingServer.EVALUATE, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(word);
        conforms(BULK.get(status), answer.body(), reporter);
    }

    @Test
    void theDescriptionTellsAWrongAnswerFromARightOne() throws IOException {
        Optional<ProtocolDescription> description = ProtocolDescription.find();
        if (description.isPresent()) {
            assertThat(description.get().violations("evaluationFailure", "{\"key\": \"a\", \"errorCode\": \"NO\"}"))
                    .isNotEmpty();
            assertThat(description
                            .get()
                            .violations("serverEvaluationSuccess", "{\"key\": \"a\", \"reason\": \"DEFAULT\"}"))
                    .isNotEmpty();
        }
    }

    private static void conforms(String schema, String body, TestReporter reporter) throws IOException {
        Optional<ProtocolDescription> description = ProtocolDescription.find();
        if (description.isEmpty()) {
            reporter.publishEntry("not validated", "the protocol's OpenAPI document is not beside the project");
            return;
        }
        assertThat(description.get().violations(schema, body)).isEmpty();
    }
}
