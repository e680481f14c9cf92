package dev.belay.server.sinks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "192.0.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void whatIsNotPublicIsOutOfReach(String address) throws UnknownHostException {
        assertThat(Reach.isPrivate(InetAddress.getByName(address))).isTrue();
        assertThatExceptionOfType(Reach.ForbiddenAddressException.class)
                .isThrownBy(() -> Reach.PUBLIC_ONLY.resolve(address));
        assertThat(Reach.ANYWHERE.resolve(address)).isEqualTo(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111"})
    void whatIsPublicIsWithinReach(String address) throws UnknownHostException {
        assertThat(Reach.PUBLIC_ONLY.resolve(address)).isEqualTo(InetAddress.getByName(address));
    }

    @Test
    void clientsThatLookNamesUpThemselvesAreGivenWhatWasChecked() throws UnknownHostException {
        assertThat(Reach.ANYWHERE.connectable("no.such.host.invalid", false)).isEqualTo("no.such.host.invalid");
        assertThat(Reach.PUBLIC_ONLY.connectable("1.1.1.1", false)).isEqualTo("1.1.1.1");
        assertThatExceptionOfType(Reach.ForbiddenAddressException.class)
                .isThrownBy(() -> Reach.PUBLIC_ONLY.connectable("localhost", true));
    }

    @Test
    void portsStayWhereTheyAre() throws UnknownHostException {
        assertThat(Reach.PUBLIC_ONLY.connectableEndpoint("1.1.1.1:4222", false)).isEqualTo("1.1.1.1:4222");
        assertThat(Reach.PUBLIC_ONLY.connectableEndpoint("1.1.1.1", false)).isEqualTo("1.1.1.1");
        assertThat(Reach.PUBLIC_ONLY.connectableEndpoint("[2606:4700::1111]:9092", false))
                .isEqualTo("[2606:4700:0:0:0:0:0:1111]:9092");
        assertThat(Reach.ANYWHERE.connectableEndpoint("my_broker:9092", false)).isEqualTo("my_broker:9092");
        assertThatExceptionOfType(Reach.ForbiddenAddressException.class)
                .isThrownBy(() -> Reach.PUBLIC_ONLY.connectableEndpoint("[::1]:9092", true));
    }

    @Test
    void aNameCountsByWhatItResolvesTo() {
        assertThatExceptionOfType(Reach.ForbiddenAddressException.class)
                .isThrownBy(() -> Reach.PUBLIC_ONLY.resolve("localhost"))
                .withMessageContaining("no public address");
    }
}
