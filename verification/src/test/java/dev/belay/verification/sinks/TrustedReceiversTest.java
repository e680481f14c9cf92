package dev.belay.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testkit.process.BelayProcess;
import dev.belay.verification.tls.AbsentServers;
import dev.belay.verification.tls.OwnAuthority;
import dev.belay.verification.tls.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real receivers of every kind whose certificate comes from an authority of its own, and is for one name only. */
class TrustedReceiversTest {

    private static final String UNTRUSTED = "The certificate is not from an authority that this server trusts";
    private static final String OTHER_HOST = "The certificate is for another host";

    @TempDir
    private Path folder;

    private final Map<String, Broker> receivers = new LinkedHashMap<>();

    @AfterEach
    void close() {
        receivers.values().forEach(Broker::close);
    }

    @Test
    void areToldEverythingByWhoeverTrustsTheirAuthorityAndCallsThemByTheirName() throws Exception {
        OwnAuthority authority = OwnAuthority.in(Files.createDirectory(folder.resolve("authority")));
        start(authority.certificate());
        Map<String, String> sinks;
        long first;
        try (BelayProcess stranger = server(Map.of())) {
            SinkApi api = new SinkApi(stranger.address(), BelayProcess.ADMIN_TOKEN);
            sinks = makeSinks(api);
            first = api.createFlag("a");
            awaitAllFail(api, sinks, UNTRUSTED);
        }
        for (Broker receiver : receivers.values()) {
            assertThat(receiver.received()).as(receiver.name()).isEmpty();
        }

        try (BelayProcess trusting = server(authority.trusted())) {
            SinkApi api = new SinkApi(trusting.address(), BelayProcess.ADMIN_TOKEN);
            Map<String, String> misnamed = makeMisnamedSinks(api);
            long last = api.write("a", 0, 3);
            for (String sink : sinks.values()) {
                api.awaitAnnounced(sink, last);
            }
            awaitAllFail(api, misnamed, OTHER_HOST);
            assertReceivedOnce(first, last);
        }
    }

    private void start(ServerCertificate certificate) throws Exception {
        for (Map.Entry<String, Brokers.Start> each :
                Brokers.showing(certificate).entrySet()) {
            Optional<Broker> started = each.getValue().start();
            started.ifPresent(broker -> receivers.put(each.getKey(), broker));
            if (started.isEmpty()) {
                AbsentServers.allow(each.getKey());
            }
        }
        if (receivers.get("kafka") instanceof KafkaBroker kafka) {
            receivers.put("kafka-signed-in", kafka.signedIn());
        }
    }

    private Map<String, String> makeSinks(SinkApi api) throws IOException, InterruptedException {
        Map<String, String> sinks = new LinkedHashMap<>();
        for (Map.Entry<String, Broker> each : receivers.entrySet()) {
            sinks.put(
                    each.getKey(),
                    api.makeSinkNamed(each.getKey(), each.getValue().target()));
        }
        return sinks;
    }

    private Map<String, String> makeMisnamedSinks(SinkApi api) throws IOException, InterruptedException {
        Map<String, String> sinks = new LinkedHashMap<>();
        for (Map.Entry<String, Broker> each : receivers.entrySet()) {
            String target =
                    each.getValue().target().replace(ServerCertificate.HOST + ":", ServerCertificate.OTHER_NAME + ":");
            sinks.put(each.getKey(), api.makeSinkNamed(each.getKey() + " misnamed", target));
        }
        return sinks;
    }

    // What takes too long on a busy machine is tried again.
    private static void awaitAllFail(SinkApi api, Map<String, String> sinks, String why)
            throws IOException, InterruptedException {
        for (String sink : sinks.values()) {
            api.awaitSaid(sink, "\"" + why + "\"");
        }
    }

    private void assertReceivedOnce(long first, long last) throws Exception {
        for (Map.Entry<String, Broker> each : receivers.entrySet()) {
            String word = each.getKey();
            Findings findings = Findings.of(word, first, last, each.getValue().received());
            assertThat(findings).isEqualTo(new Findings(word, 4, 4, 0, 0, 0, 0));
        }
    }

    private BelayProcess server(Map<String, String> environment) throws Exception {
        Path launcher = Path.of("").toAbsolutePath().resolveSibling("belay");
        return BelayProcess.start(launcher, folder.resolve("data"), environment);
    }
}
