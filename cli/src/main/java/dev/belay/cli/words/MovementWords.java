package dev.belay.cli.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What moves in a split, in words. */
public final class MovementWords {
    private static final int DECIMALS = 3;

    private MovementWords() {}

    /** One of the API's movements: "otherwise moves 20.000 % of keys (20,000 of 100,000 buckets), the least possible". */
    public static String of(JsonNode movement) {
        String flag = movement.has("flag") ? movement.path("flag").asText() + ", " : "";
        String place = movement.has("rule") ? "rule " + movement.path("rule").asText() : "otherwise";
        return flag + place + " "
                + (movement.has("reshuffled") ? reshuffled(movement.path("reshuffled")) : moved(movement));
    }

    /** What moves, and whether it must: "moves 20.000 % of keys (20,000 of 100,000 buckets), the least possible". */
    public static String moved(JsonNode movement) {
        JsonNode moved = movement.path("moved");
        JsonNode least = movement.path("least");
        String words = "moves " + share(moved) + " of keys (" + number(moved.path("buckets")) + " of "
                + number(moved.path("total")) + " buckets), ";
        return words
                + (moved.path("buckets").asLong() > least.path("buckets").asLong()
                        ? "where " + share(least) + " would do for these weights"
                        : "the least possible");
    }

    /** A sample's proportion: "12 of 100 (12.0 %; 95 % interval 7.0 % to 19.8 %)". */
    public static String proportion(JsonNode sample) {
        return number(sample.path("differing")) + " of " + number(sample.path("size")) + " ("
                + percent(sample.path("share"), 1) + "; 95 % interval "
                + percent(sample.path("interval").path(0), 1) + " to "
                + percent(sample.path("interval").path(1), 1) + ")";
    }

    private static String reshuffled(JsonNode sample) {
        return "is reshuffled: of keys that were tried, another variant for " + proportion(sample);
    }

    private static String share(JsonNode moved) {
        return percent(moved.path("share"), DECIMALS);
    }

    private static String percent(JsonNode share, int decimals) {
        return BigDecimal.valueOf(share.asDouble())
                        .movePointRight(2)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .toPlainString()
                + " %";
    }

    private static String number(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }
}
