package dev.belay.verification.sinks;

import dev.belay.testkit.process.Ports;
import dev.belay.verification.tls.ServerCertificate;

/**
 * Listeners of a Kafka broker that speak TLS, one to everybody and one to whoever signs in, beside the one that the
 * broker has for itself.
 *
 * @param login      demanded by the second, by SASL with the mechanism PLAIN
 * @param port       of the first
 * @param signedIn   the port of the second
 */
record KafkaTls(ServerCertificate certificate, Login login, int port, int signedIn) {

    static KafkaTls showing(ServerCertificate certificate) {
        return new KafkaTls(certificate, new Login("belay", "hush-and-hush"), Ports.free(), Ports.free());
    }

    /** Takes the place of what the broker's settings say of listeners. */
    String settings(int own, int controller) {
        return """
            listeners=PLAINTEXT://127.0.0.1:%1$d,SSL://127.0.0.1:%3$d,SASL_SSL://127.0.0.1:%4$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,SSL://%5$s:%3$d,SASL_SSL://%5$s:%4$d
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
            listener.name.sasl_ssl.sasl.enabled.mechanisms=PLAIN
            listener.name.sasl_ssl.plain.sasl.jaas.config=%6$s
            ssl.keystore.type=PKCS12
            ssl.keystore.location=%7$s
            ssl.keystore.password=%8$s
            ssl.key.password=%8$s
            """.formatted(
                        own,
                        controller,
                        port,
                        signedIn,
                        ServerCertificate.HOST,
                        KafkaBroker.accepting(login),
                        certificate.keys(),
                        certificate.password());
    }

    String target(String topic) {
        return target(port, topic, "SSL", "");
    }

    String signedInTarget(String topic) {
        return target(signedIn, topic, "SASL_SSL", KafkaBroker.signingIn(login));
    }

    private static String target(int port, String topic, String protocol, String further) {
        return "\"kafka\": {\"bootstrapServers\": \"%s:%d\", \"topic\": \"%s\", \"securityProtocol\": \"%s\"%s}"
                .formatted(ServerCertificate.HOST, port, topic, protocol, further);
    }
}
