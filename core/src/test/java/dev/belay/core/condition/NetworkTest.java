package dev.belay.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "10.1.2.3, 10.1.2.3/8, true",
        "10.1.2.3, 0.0.0.0/0, true",
        "10.1.2.3, ::/0, false",
        "10.1.2.3, ::ffff:0:0/96, true",
        "10.1.2.3, ::ffff:10.0.0.0/104, true",
        "::1, ::/0, true",
        "::1, 0.0.0.0/0, false",
        "::1, ::1, true",
        "::2, ::1, false",
        "1:2:3:4:5:6:7:8, 1:2:3:4::/64, true",
        "1:2:3:5::, 1:2:3:4::/64, false",
        "1:2:3:4:8000::, 1:2:3:4::/65, false",
        "192.168.1.129, 192.168.1.128/25, true",
        "192.168.1.127, 192.168.1.128/25, false",
        "255.255.255.255, 255.255.255.255/32, true"
    })
    void containsTheAddressesThatBeginLikeIt(String address, String network, boolean held) {
        assertThat(Network.parse(network).contains(address(address))).isEqualTo(held);
    }

    @Test
    void readsEveryAddressThatTheJdkWrites() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(7);
        for (int time = 0; time < 10_000; time++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            for (int zero = random.nextInt(8); zero < 8 && random.nextInt(3) > 0; zero++) {
                bytes[2 * zero] = 0;
                bytes[2 * zero + 1] = 0;
            }
            String written = InetAddress.getByAddress(bytes).getHostAddress();
            assertThat(IpAddress.parse(written)).as(written).isEqualTo(of(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.0.0.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "1..2.3",
                "0x1.2.3.4",
                "1.2.3.-4",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "1:2:3:4:5:6:7::8",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "fe80::1%eth0",
                "[::1]",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "localhost",
                "١.2.3.4"
            })
    void whatIsNoAddressIsNotRead(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({"10.0.0.0/33, 10", "10.0.0.0/, 10", "10.0.0.0/08, 10", "::/129, 4", "example.com/8, 1", "'', 1"})
    void mistakesAreRefusedWithTheirPosition(String text, int position) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.parse(text))
                .withMessageStartingWith("at character " + position + " ");
    }

    private static IpAddress address(String text) {
        return Objects.requireNonNull(IpAddress.parse(text), text);
    }

    private static IpAddress of(byte[] bytes) {
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
        return new IpAddress(buffer.getLong(), buffer.getLong());
    }
}
