package dev.belay.server.sinks.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.server.sinks.delivery.Reach;
import io.nats.client.Options;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class NatsServersTest {

    // Of a name that needs no look-up, the address that was checked is written in another way.
    private static final String NAME = "[2606:4700::1111]";
    private static final String ADDRESS = "[2606:4700:0:0:0:0:0:1111]";

    private static final NatsServers PLAIN = new NatsServers("nats://" + NAME + ":4222/,nats://1.1.1.1");
    private static final NatsServers MIXED = new NatsServers("nats://" + NAME + ":4222,tls://1.1.1.1/");

    @Test
    void areConnectedToAtTheAddressesThatWereChecked() throws UnknownHostException {
        assertThat(PLAIN.isSecure()).isFalse();
        assertThat(PLAIN.within(Reach.PUBLIC_ONLY)).containsExactly("nats://" + ADDRESS + ":4222", "nats://1.1.1.1");
    }

    @Test
    void allKeepTheNamesThatTheirCertificatesAreForIfTlsIsSpokenWithOne() throws UnknownHostException {
        assertThat(MIXED.isSecure()).isTrue();
        assertThat(MIXED.within(Reach.PUBLIC_ONLY)).containsExactly("nats://" + NAME + ":4222", "tls://1.1.1.1");
    }

    @Test
    void areCheckedEachThoughTheyKeepTheirNames() {
        NatsServers servers = new NatsServers("tls://1.1.1.1,nats://localhost:4222");

        assertThatExceptionOfType(Reach.ForbiddenAddressException.class)
                .isThrownBy(() -> servers.within(Reach.PUBLIC_ONLY));
    }

    @Test
    void areSpokenToByTheClientAsIsSaidHere() throws UnknownHostException {
        for (NatsServers each : new NatsServers[] {PLAIN, MIXED}) {
            Options options =
                    new Options.Builder().servers(each.within(Reach.ANYWHERE)).build();

            assertThat(options.isTLSRequired()).isEqualTo(each.isSecure());
        }
    }
}
