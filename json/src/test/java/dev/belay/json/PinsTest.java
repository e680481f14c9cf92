package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinsTest {

    private static final Position FIVE = new Position("e", 5);
    private static final Position NINE = new Position("f", 9);

    @Test
    void areFoundAmongOtherBaggage() {
        Pins pins = Pins.ofBaggage("user=7, belay=shop/production@e:5|pay/production@f:9;ttl=60 , tenant=a%20b");

        assertThat(pins.of("shop/production")).contains(FIVE);
        assertThat(pins.of("pay/production")).contains(NINE);
        assertThat(pins.of("shop/staging")).isEmpty();
    }

    @Test
    void areReadAsTheyAreWritten() {
        Pins pins = new Pins(Map.of("shop/production", FIVE, "pay/production", NINE));

        assertThat(pins.baggage()).isEqualTo("belay=pay/production@f:9|shop/production@e:5");
        assertThat(Pins.ofBaggage(pins.baggage())).isEqualTo(pins);
        assertThat(Pins.ofBaggage(pins.baggage().replace("@", "%40").replace("/", "%2F")))
                .isEqualTo(pins);
        assertThat(Pins.NONE.baggage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "belay",
                "belay=",
                "belay=@",
                "belay=shop@",
                "belay=shop/p@e",
                "belay=%zz",
                "Belay=s/p@e:1",
                ",;=,"
            })
    void areNoneWhereNoneCanBeRead(String header) {
        assertThat(Pins.ofBaggage(header)).isEqualTo(Pins.NONE);
    }

    @Test
    void areIgnoredInAHeaderThatIsTooLong() {
        assertThat(Pins.ofBaggage("belay=shop/production@e:5," + "x".repeat(9_000)))
                .isEqualTo(Pins.NONE);
    }
}
