package dev.belay.verification.sinks;

import dev.belay.verification.tls.ServerCertificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every kind of broker, by the word that chooses it. */
final class Brokers {

    private Brokers() {}

    /** Starts a broker; none if its program is not on this machine. */
    @FunctionalInterface
    interface Start {
        Optional<Broker> start() throws Exception;
    }

    static Map<String, Start> all() {
        Map<String, Start> all = new LinkedHashMap<>();
        all.put("webhook", () -> Optional.of(WebhookBroker.start()));
        all.put("redis", () -> Optional.of(RedisBroker.start()));
        all.put("nats", NatsBroker::start);
        all.put("kafka", () -> Optional.of(KafkaBroker.start()));
        return all;
    }

    /** Some of them, demanding a login. */
    static Map<String, Start> demanding(Login login) {
        Map<String, Start> all = new LinkedHashMap<>();
        all.put("redis", () -> Optional.of(RedisBroker.startFor(login)));
        all.put("nats", () -> NatsBroker.startFor(login));
        all.put("kafka", () -> Optional.of(KafkaBroker.startFor(login)));
        return all;
    }

    /** All of them, showing a certificate to whoever comes. */
    static Map<String, Start> showing(ServerCertificate certificate) {
        Map<String, Start> all = new LinkedHashMap<>();
        all.put("webhook", () -> Optional.of(WebhookBroker.startShowing(certificate)));
        all.put("redis", () -> RedisBroker.startShowing(certificate));
        all.put("nats", () -> NatsBroker.startShowing(certificate));
        all.put("kafka", () -> Optional.of(KafkaBroker.startShowing(certificate)));
        return all;
    }
}
