package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Value;
import dev.belay.events.ChangeEvent;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver of webhooks is told, and how it knows by whom. */
class WebhookTest extends AtAReceiver {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void aChangeIsToldWithItsStateAndItsReason() {
        make("");
        server.put("flags/a?reason=launch", Documents.flag("a"));

        ChangeEvent event = (ChangeEvent) receiver.await().event();

        assertThat(event.flagSet()).isEqualTo("default/production");
        assertThat(event.subject().key()).isEqualTo("a");
        assertThat(event.state()).isEqualTo(ChangeEvent.State.ENABLED);
        assertThat(event.reason()).contains("launch");
        assertThat(event.actor().id()).isEqualTo("BELAY_ADMIN_TOKEN");
        assertThat(event.document()).isEmpty();
    }

    @Test
    void whatWasChangedBeforeTheSinkWasMadeIsNotTold() {
        server.put("flags/a", Documents.flag("a"));
        make("");
        server.post("flags/a/disable", "{}");

        assertThat(((ChangeEvent) receiver.await().event()).state()).isEqualTo(ChangeEvent.State.DISABLED);
        assertThat(receiver.taken()).containsExactly("a@2");
    }

    @Test
    void aSinkFromTheBeginningIsToldEverything() {
        server.put("flags/a", Documents.flag("a"));
        server.post("flags/a/disable", "{}");
        make("\"from\": \"beginning\",");

        receiver.awaitTaken("a", 2);
        assertThat(receiver.taken()).containsExactly("a@1", "a@2");
    }

    @Test
    void aChangeSetIsToldChangeByChange() {
        make("");
        server.post("changes", changeSet(5));

        receiver.awaitTaken("flag-4", 1);
        assertThat(receiver.requests())
                .extracting(each -> ((ChangeEvent) each.event()).index())
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(receiver.requests())
                .allSatisfy(
                        each -> assertThat(((ChangeEvent) each.event()).total()).isEqualTo(5));
    }

    @Test
    void aLargeChangeSetBehindWhatIsNotAnnouncedIsToldOnce() {
        make("\"flags\": [\"flag-*\"],");
        server.put("flags/other", Documents.flag("other"));
        server.post("changes", changeSet(50));
        server.put("flags/flag-end", Documents.flag("flag-end"));

        receiver.awaitTaken("flag-end", 1);
        assertThat(receiver.taken()).hasSize(51).doesNotHaveDuplicates();
    }

    @Test
    void documentsAreSentOnRequest() {
        make("\"documents\": true,");
        server.put("flags/a", Documents.flag("a"));

        Value document = ((ChangeEvent) receiver.await().event()).document().orElseThrow();

        assertThat(((Value.StructureValue) document).members()).containsEntry("key", Value.of("a"));
    }

    @Test
    void aSinkTellsOnlyWhatItWasMadeFor() {
        make("\"flags\": [\"checkout.*\"], \"actions\": [\"flag.enabled\", \"flag.disabled\"],");
        server.put("flags/checkout.a", Documents.flag("checkout.a"));
        server.put("flags/other", Documents.flag("other"));
        server.post("flags/other/disable", "{}");
        server.post("flags/checkout.a/disable", "{}");

        receiver.awaitTaken("checkout.a", 2);
        assertThat(receiver.taken()).containsExactly("checkout.a@2");
    }

    @Test
    void everythingIsSignedByTheSecretThatWasShownOnce() {
        Response made = make("");
        server.put("flags/a", Documents.flag("a"));

        assertThat(receiver.await().isSignedBy(made.text("/secret"))).isTrue();
        assertThat(receiver.requests().getFirst().isSignedBy(SECRET)).isFalse();
        assertThat(server.get(SINKS + "/" + made.text("/id")).raw().body()).doesNotContain(made.text("/secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"größe", "日本.😀"})
    void anyKeyIsSignedByAnIdThatHeadersCarry(String key) {
        Response made = make("");
        server.put("flags/" + URLEncoder.encode(key, StandardCharsets.UTF_8), Documents.flag(key));

        Receiver.Request request = receiver.await();

        assertThat(request.isSignedBy(made.text("/secret"))).isTrue();
        assertThat(((ChangeEvent) request.event()).subject().key()).isEqualTo(key);
        assertThat(request.id()).startsWith("default/production@").matches("[!-~]+");
    }

    @Test
    void aRotatedSecretTakesOverWhileTheOldOneStillCounts() {
        Response made = make("");
        String next =
                server.post(SINKS + "/" + made.text("/id") + "/rotate", "").text("/secret");
        server.put("flags/a", Documents.flag("a"));

        Receiver.Request request = receiver.await();

        assertThat(request.isSignedBy(next)).isTrue();
        assertThat(request.isSignedBy(made.text("/secret"))).isTrue();
    }

    @Test
    void aRotationWithoutOverlapEndsTheOldSecretAtOnce() {
        Response made = make("");
        server.post(SINKS + "/" + made.text("/id") + "/rotate", "{\"overlap\": \"PT0S\"}");
        server.put("flags/a", Documents.flag("a"));

        assertThat(receiver.await().isSignedBy(made.text("/secret"))).isFalse();
    }
}
