package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BindingsTest {

    private final Bindings bindings = new Bindings(100);

    @Test
    void keepsWhatItIsGiven() {
        Binding kept = bindings.keep(binding("checkout.new-flow"));

        assertThat(bindings.find(new String("checkout.new-flow"))).isSameAs(kept);
        assertThat(bindings.find("search.layout")).isNull();
    }

    // "Aa" and "BB" have the same hash code, and so has everything that is put together from them alike.
    @Test
    void forgetsSomeOfManyWhoseHashCodesCollideAndMixesUpNone() {
        String[] keys = IntStream.range(0, 64)
                .mapToObj(n -> Integer.toBinaryString(64 + n).replace("0", "Aa").replace("1", "BB"))
                .toArray(String[]::new);
        for (String key : keys) {
            bindings.keep(binding(key));
        }
        int found = 0;
        for (String key : keys) {
            Binding kept = bindings.find(key);
            found += kept == null ? 0 : 1;
            assertThat(kept == null ? key : kept.key()).isEqualTo(key);
        }
        assertThat(found).isBetween(1, 8);
    }

    private static Binding binding(String key) {
        return Binding.unknown(key, View.NOTHING);
    }
}
