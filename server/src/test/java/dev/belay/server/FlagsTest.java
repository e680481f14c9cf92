package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static dev.belay.server.testing.Documents.segment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {

    private final RunningApplication server = RunningApplication.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void createsAndReplacesADocument() {
        Response created = server.put("flags/basket", flag("basket"));
        Response replaced = server.put(
                "flags/basket",
                flag("basket", "\"exposed\": true,"),
                "if-match",
                created.header("etag").orElseThrow());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.number("/version")).isEqualTo(1);
        assertThat(created.number("/revision")).isEqualTo(1);
        assertThat(created.text("/flag/bucketing/salt")).isEqualTo("basket");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.number("/version")).isEqualTo(2);
        assertThat(replaced.text("/position")).isEqualTo(server.get("").text("/position"));
        assertThat(server.get("flags/basket").at("/flag/exposed")).isEqualTo(Value.of(true));
        assertThat(server.get("flags/basket").header("etag")).isEqualTo(replaced.header("etag"));
    }

    @Test
    void writesNothingWhenNothingChanges() {
        Response created = server.put("flags/basket", flag("basket"));
        Response same = server.put(
                "flags/basket",
                flag("basket"),
                "if-match",
                created.header("etag").orElseThrow());
        Response enabled = server.post("flags/basket/enable", "{\"reason\": \"to be sure\"}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.number("/revision")).isEqualTo(1);
        assertThat(same.at("/entry")).isEqualTo(Value.NULL);
        assertThat(enabled.number("/version")).isEqualTo(1);
        assertThat(server.revision()).isEqualTo(1);
    }

    @Test
    void enablesAndDisablesForAReasonOnBehalfOfSomebody() {
        server.put("flags/basket", flag("basket"));

        Response disabled =
                server.post("flags/basket/disable", "{\"reason\": \"incident 7\", \"onBehalfOf\": \"ana\"}");

        assertThat(disabled.at("/flag/enabled")).isEqualTo(Value.of(false));
        assertThat(disabled.text("/entry/reason")).isEqualTo("incident 7");
        assertThat(disabled.text("/entry/onBehalfOf")).isEqualTo("ana");
        assertThat(disabled.text("/entry/actor/kind")).isEqualTo("bootstrap");
        assertThat(server.get("flags/basket/versions").text("/versions/1/reason"))
                .isEqualTo("incident 7");
    }

    @Test
    void takesCommandsWithoutABody() {
        server.put("flags/basket", flag("basket"));

        assertThat(server.post("flags/basket/disable", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"日本.basket", "a+b", "..", "a&b=c", "a:b@c;d", "enable", "\"quoted\"", "😀"})
    void takesKeysOfAnyLegalCharacters(String key) {
        String address =
                "flags/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");

        Response created = server.put(address, flag(key.replace("\"", "\\\"")));

        assertThat(created.status()).as(created.raw().body()).isEqualTo(201);
        assertThat(server.get(address).text("/flag/key")).isEqualTo(key);
        assertThat(server.post(address + "/disable", "{}").number("/version")).isEqualTo(2);
    }

    @Test
    void archivesAndBringsBack() {
        server.put("flags/basket", flag("basket"));

        Response archived = server.delete("flags/basket?reason=done");
        Response gone = server.get("flags/basket");
        Response back = server.post("flags/basket/rollback", "{\"toVersion\": 1}");

        assertThat(archived.status()).isEqualTo(200);
        assertThat(archived.at("/archived")).isEqualTo(Value.of(true));
        assertThat(archived.text("/entry/reason")).isEqualTo("done");
        assertThat(gone.problem()).isEqualTo("flag-not-found");
        assertThat(gone.text("/detail")).contains("archived at version 2");
        assertThat(back.number("/version")).isEqualTo(3);
        assertThat(server.get("flags/basket/versions/2").at("/archived")).isEqualTo(Value.of(true));
        assertThat(server.get("flags/basket/versions/1").text("/flag/key")).isEqualTo("basket");
    }

    @Test
    void saysWhatARollbackWouldDoWithoutDoingIt() {
        server.put("flags/basket", flag("basket"));
        server.post("flags/basket/disable", "{}");

        Response preview = server.post("flags/basket/rollback", "{\"toVersion\": 1, \"dryRun\": true}");

        assertThat(preview.at("/dryRun")).isEqualTo(Value.of(true));
        assertThat(preview.number("/revision")).isEqualTo(2);
        assertThat(preview.items("/differences")).hasSize(1);
        assertThat(preview.text("/differences/0/delta/forward/0/path")).isEqualTo("/enabled");
        assertThat(server.revision()).isEqualTo(2);
    }

    @Test
    void changesNothingInADryRunOfADocument() {
        Response preview = server.put("flags/basket?dryRun=true", flag("basket"));

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.items("/differences")).hasSize(1);
        assertThat(preview.header("etag")).isEmpty();
        assertThat(server.get("/api/v1/projects/default/catalogue").items("/flags"))
                .isEmpty();
    }

    @Test
    void tagsADryRunWithTheVersionThatThereIs() {
        Response written = server.put("flags/basket", flag("basket"));

        Response preview = server.post("flags/basket/disable", "{\"dryRun\": true}");

        assertThat(preview.number("/version")).isEqualTo(2);
        assertThat(preview.header("etag")).isEqualTo(written.header("etag"));
    }

    @Test
    void drawsUsersAnewOnlyWhenAsked() {
        server.put("flags/basket", """
                {"key": "basket", "type": "boolean", "enabled": true,
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"split": {"slices": [{"variant": "on", "weight": 50000}]}}}""");

        Response reshuffled = server.post("flags/basket/reshuffle", "{\"reason\": \"new experiment\"}");

        assertThat(reshuffled.number("/version")).isEqualTo(2);
        assertThat(reshuffled.text("/flag/bucketing/salt")).isNotEqualTo("basket");
    }

    @Test
    void listsFlagsAndSegmentsByKey() {
        server.put("flags/b", flag("b"));
        server.put("flags/a", flag("a"));
        server.put("segments/s", segment("s"));

        assertThat(server.get("flags").text("/flags/0/flag/key")).isEqualTo("a");
        assertThat(server.get("flags").text("/flags/1/flag/key")).isEqualTo("b");
        assertThat(server.get("flags").text("/flags/1/etag"))
                .isEqualTo(server.get("flags/b").header("etag").orElseThrow());
        assertThat(server.get("segments").text("/segments/0/segment/key")).isEqualTo("s");
        assertThat(server.get("").number("/flags")).isEqualTo(2);
        assertThat(server.get("").number("/segments")).isEqualTo(1);
    }

    @Test
    void answersARepeatedRequestWithItsFirstOutcome() {
        server.put("flags/basket", flag("basket"));

        Response first = server.post("flags/basket/disable", "{\"reason\": \"x\"}", "idempotency-key", "k");
        server.post("flags/basket/enable", "{}");
        Response again = server.post("flags/basket/disable", "{\"reason\": \"x\"}", "idempotency-key", "k");

        assertThat(again.at("/replayed")).isEqualTo(Value.of(true));
        assertThat(again.number("/revision")).isEqualTo(first.number("/revision"));
        assertThat(again.text("/entry/hash")).isEqualTo(first.text("/entry/hash"));
        assertThat(server.get("flags/basket").at("/flag/enabled")).isEqualTo(Value.of(true));
    }

    @Test
    void changesASegmentAndTakesItBack() {
        Response created = server.put("segments/beta", segment("beta"));
        server.put(
                "segments/beta",
                "{\"key\": \"beta\", \"included\": []}",
                "if-match",
                created.header("etag").orElseThrow());

        Response back = server.post("segments/beta/rollback", "{\"toVersion\": 1}");
        Response closure = server.post("segments/beta/rollback", "{\"toVersion\": 1, \"withClosure\": true}");

        assertThat(back.number("/version")).isEqualTo(3);
        assertThat(back.text("/segment/included/0")).isEqualTo("user-1");
        assertThat(closure.problem()).isEqualTo("invalid-document");
    }
}
