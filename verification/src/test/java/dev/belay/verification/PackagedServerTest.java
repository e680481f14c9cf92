package dev.belay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testkit.process.BelayProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as it is packaged, with the libraries that are packaged with it, answers every kind of request. */
class PackagedServerTest {

    private static final Path LAUNCHER =
            Path.of("").toAbsolutePath().getParent().resolve("belay");
    private static final String FLAG = """
            {"key":"checkout.new-flow","type":"boolean","enabled":true,"offVariant":"off",\
            "variants":[{"name":"on","value":true},{"name":"off","value":false}],"otherwise":{"variant":"on"}}""";

    @TempDir
    static Path data;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static BelayProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = BelayProcess.start(LAUNCHER, data);
        assertThat(call("PUT", "flags/checkout.new-flow", FLAG).statusCode()).isEqualTo(201);
        assertThat(call("POST", "flags/checkout.new-flow/disable", "{\"reason\":\"trial\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
        HTTP.shutdownNow();
    }

    @Test
    void aStaleDocumentIsRefusedWithItsDifferences() throws Exception {
        String epoch = call("GET", "flags/checkout.new-flow", "")
                .headers()
                .firstValue("etag")
                .orElseThrow();
        HttpResponse<String> answer = HTTP.send(
                request("PUT", "flags/checkout.new-flow", FLAG)
                        .header("If-Match", epoch.replace(":2\"", ":1\""))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.body()).contains("urn:belay:problem:version-conflict", "\"differences\"");
    }

    @Test
    void historyShowsEachChangeBothWays() throws Exception {
        HttpResponse<String> answer = call("GET", "history", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"forward\":[{\"op\":\"replace\",\"path\":\"/enabled\",\"value\":false}]");
    }

    @Test
    void aRollbackIsTriedFirst() throws Exception {
        HttpResponse<String> answer =
                call("POST", "rollback", "{\"toRevision\":1,\"reason\":\"trial\",\"dryRun\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"dryRun\":true", "/enabled");
    }

    @Test
    void anEvaluationIsExplainedAsOfAnEarlierRevision() throws Exception {
        HttpResponse<String> answer = call(
                "POST",
                "evaluations",
                "{\"flag\":\"checkout.new-flow\",\"context\":{\"targetingKey\":\"user-1\"},\"at\":1,\"explain\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"reason\":\"STATIC\"", "\"steps\":[");
    }

    private static HttpResponse<String> call(String method, String path, String body) throws Exception {
        return HTTP.send(request(method, path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String method, String path, String body) {
        URI environment = server.address().resolve("/api/v1/projects/default/environments/production/");
        return HttpRequest.newBuilder(environment.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + BelayProcess.ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }
}
