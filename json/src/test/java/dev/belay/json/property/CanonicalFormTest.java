package dev.belay.json.property;

import static org.quicktheories.QuickTheory.qt;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {

    @Test
    void readsBackAsTheSameValue() {
        qt().forAll(Values.any())
                .check(value -> Json.read(CanonicalJson.text(value)).equals(value)
                        && Json.read(CanonicalJson.bytes(value), JsonLimits.DEFAULT)
                                .equals(value));
    }

    @Test
    void isWhatAnotherImplementationWrites() {
        qt().forAll(Values.any())
                .check(value -> CanonicalJson.text(value).equals(elsewhere(CanonicalJson.text(value))));
    }

    @Test
    void writesNumbersAsAnotherImplementationDoes() {
        qt().withExamples(20_000)
                .forAll(Values.numbers())
                .check(number -> CanonicalJson.text(number)
                        .equals(elsewhere("[" + plain(number) + "]").replaceAll("[\\[\\]]", "")));
    }

    private static String plain(Value number) {
        return Double.toString(((Value.NumberValue) number).value());
    }

    private static String elsewhere(String json) {
        try {
            // It takes only lists and objects.
            String wrapped = new JsonCanonicalizer("[" + json + "]").getEncodedString();
            return wrapped.substring(1, wrapped.length() - 1);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
