package dev.belay.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    private static final long NOW = 1_614_265_330;
    private static final WebhookSecret SECRET = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret NEXT =
            WebhookSecret.of("0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8));

    private final List<String> changed = new ArrayList<>();
    private final byte[] body = EventFormat.write(Events.change(1));

    @Test
    void signsAsStandardWebhooksDo() {
        // The example that their libraries are tested with.
        assertThat(SECRET.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void handsOnWhatIsGenuine() {
        assertThat(receive(headers(SECRET), body)).isEqualTo(204);
        assertThat(receive(headers(SECRET), body)).isEqualTo(204);
        assertThat(changed).containsExactly("flag-1");
    }

    @Test
    void acceptsTheOldAndTheNewSecretWhileOneTakesOverFromTheOther() {
        Map<String, String> both = headers(SECRET);
        both.merge("webhook-signature", headers(NEXT).get("webhook-signature"), (old, next) -> old + " " + next);

        assertThat(receiver(List.of(NEXT)).receive(both::get, body)).isEqualTo(204);
        assertThat(receiver(List.of(SECRET)).receive(both::get, body)).isEqualTo(204);
        assertThat(receiver(List.of(SECRET, NEXT)).receive(headers(NEXT)::get, body))
                .isEqualTo(204);
    }

    @Test
    void refusesWhatAnotherSecretHasSigned() {
        assertThat(receive(headers(NEXT), body)).isEqualTo(401);
    }

    @Test
    void refusesWhatWasChangedOnTheWay() {
        assertThat(receive(headers(SECRET), EventFormat.write(Events.change(2))))
                .isEqualTo(401);
        assertThat(changed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void refusesWhatLacksAHeader(String header) {
        Map<String, String> headers = headers(SECRET);
        headers.remove(header);

        assertThat(receive(headers, body)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(longs = {NOW - 301, NOW + 301, Long.MIN_VALUE, Long.MAX_VALUE})
    void refusesWhatIsNotFromNow(long timestamp) {
        assertThat(receive(headers(SECRET, timestamp), body)).isEqualTo(401);
    }

    @Test
    void saysOfAGenuineMessageThatItIsNotUnderstood() {
        byte[] other = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = headers(SECRET);
        headers.put("webhook-signature", SECRET.sign("e", NOW, other));
        headers.put("webhook-id", "e");

        assertThat(receive(headers, other)).isEqualTo(400);
    }

    @Test
    void asksForAnEventAgainThatTheListenerCouldNotDealWith() {
        ChangeListener failing = ChangeListener.invalidating(
                key -> {
                    throw new IllegalStateException("the cache is away");
                },
                flagSet -> {});
        WebhookReceiver receiver =
                new WebhookReceiver(verifier(List.of(SECRET)), new ChangeReceiver(failing, Progress.inMemory()));

        assertThat(receiver.receive(headers(SECRET)::get, body)).isEqualTo(500);
    }

    @Test
    void neverShowsTheSecretByAccident() {
        assertThat(SECRET).hasToString("WebhookSecret");
        assertThat(SECRET.text()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_****", "whsec_c2hvcnQ="})
    void refusesWhatIsNoSecretWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSecret.parse(text))
                .withMessageContaining("A webhook's secret")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(text));
    }

    private int receive(Map<String, String> headers, byte[] message) {
        return receiver.receive(headers::get, message);
    }

    private final WebhookReceiver receiver = receiver(List.of(SECRET));

    private WebhookReceiver receiver(List<WebhookSecret> secrets) {
        ChangeListener listener = ChangeListener.invalidating(changed::add, flagSet -> changed.add("everything"));
        return new WebhookReceiver(verifier(secrets), new ChangeReceiver(listener, Progress.inMemory()));
    }

    private static WebhookVerifier verifier(List<WebhookSecret> secrets) {
        InstantSource clock = () -> Instant.ofEpochSecond(NOW);
        return new WebhookVerifier(secrets, clock);
    }

    private Map<String, String> headers(WebhookSecret secret) {
        return headers(secret, NOW);
    }

    private Map<String, String> headers(WebhookSecret secret, long timestamp) {
        return new HashMap<>(Map.of(
                "webhook-id",
                "k3f9:1/flag/flag-1",
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                secret.sign("k3f9:1/flag/flag-1", timestamp, body)));
    }
}
