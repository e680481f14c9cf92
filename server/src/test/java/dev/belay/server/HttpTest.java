package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What holds for every address. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpTest {

    private RunningApplication server;

    @BeforeAll
    void start() {
        server = RunningApplication.inMemory();
        server.put("flags/known", flag("known"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void saysWhenNothingIsAtAnAddress() {
        Response refused = server.get("/api/v1/nothing");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem()).isEqualTo("not-found");
        assertThat(refused.text("/title")).isNotBlank();
        assertThat(refused.number("/status")).isEqualTo(404);
    }

    @Test
    void saysWhichMethodsAnAddressTakes() {
        Response refused = server.send("PATCH", "flags/known", BodyPublishers.ofString("{}"));

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.problem()).isEqualTo("method-not-allowed");
        assertThat(refused.header("allow")).contains("DELETE, GET, HEAD, PUT");
    }

    @Test
    void answersHeadLikeGetWithoutItsBody() {
        Response whole = server.get("flags/known");
        Response head = server.send("HEAD", "flags/known", BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.raw().body()).isEmpty();
        assertThat(head.header("etag")).isEqualTo(whole.header("etag"));
        assertThat(head.header("content-length")).isEqualTo(whole.header("content-length"));
    }

    @Test
    void sendsNothingTwiceToWhoHasItAlready() {
        String tag = server.get("flags/known").header("etag").orElseThrow();

        Response same = server.get("flags/known", "if-none-match", "\"other\", " + tag);
        Response other = server.get("flags/known", "if-none-match", "\"other\"");

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.raw().body()).isEmpty();
        assertThat(same.header("etag")).contains(tag);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void tellsBrowsersToGuessNothing() {
        Response answer = server.get("flags/known");

        assertThat(answer.header("x-content-type-options")).contains("nosniff");
        assertThat(answer.header("content-security-policy").orElse("")).contains("default-src 'none'");
        assertThat(server.get("/api/v1/nothing").header("cache-control")).contains("no-store");
    }

    @Test
    void keepsManagementFromOtherOrigins() {
        Response answer = server.get("flags/known");
        Response preflight = server.send(
                "OPTIONS", "/ofrep/v1/evaluate/flags/known", BodyPublishers.noBody(), "x-test", "preflight");

        assertThat(answer.header("access-control-allow-origin")).isEmpty();
        assertThat(preflight.status()).isEqualTo(405);
    }

    @Test
    void letsListedOriginsEvaluate() throws IOException {
        String allowed = raw(preflight("https://shop.example"));
        String other = raw(preflight("https://evil.example"));

        assertThat(allowed)
                .startsWith("HTTP/1.1 204")
                .contains("access-control-allow-origin: https://shop.example")
                .contains("access-control-allow-methods: GET, POST");
        assertThat(other).startsWith("HTTP/1.1 405").doesNotContain("access-control-allow-origin");
    }

    @Test
    void refusesWhatIsNoHttp() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nX: " + "a".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("urn:belay:problem:invalid-request");
    }

    @Test
    void answersTheNextRequestAfterARefusedBody() {
        Response refused = server.put("flags/large", "x".repeat(4 << 20));
        Response next = server.get("flags/known");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(next.status()).isEqualTo(200);
    }

    @Test
    void waitsForAPositionOnlyForAMoment() {
        String epoch = server.get("").text("/epoch");
        String here = server.get("").text("/position");

        Response reached = server.get("flags", "belay-min-position", here);
        Response never = server.get("flags", "belay-min-position", epoch + ":1000000");
        Response nonsense = server.get("flags", "belay-min-position", "soon");

        assertThat(reached.status()).isEqualTo(200);
        assertThat(never.status()).isEqualTo(503);
        assertThat(never.problem()).isEqualTo("position-not-reached");
        assertThat(never.header("retry-after")).isPresent();
        assertThat(nonsense.problem()).isEqualTo("invalid-request");
    }

    @Test
    void waitsForNoPositionOfAnotherEpoch() {
        Response elsewhere = server.get("flags", "belay-min-position", "another:1");

        assertThat(elsewhere.problem()).isEqualTo("position-not-reached");
        assertThat(elsewhere.text("/detail")).contains("another line of history");
    }

    private static String preflight(String origin) {
        return """
                OPTIONS /ofrep/v1/evaluate/flags/known HTTP/1.1
                Host: x
                Connection: close
                Origin: %s
                Access-Control-Request-Method: POST

                """.formatted(origin).replace("\n", "\r\n");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.application().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
