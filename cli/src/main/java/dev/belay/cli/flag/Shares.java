package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.session.UsageException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variants with their percent, in order.
 *
 * @param percents percent by variant; they come to 100 at most
 */
record Shares(Map<String, BigDecimal> percents) {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    /** Reads {@code on=25,off=75}. */
    static Shares parse(String text) {
        String allowed = "--split takes VARIANT=PERCENT,… such as on=25,off=75; this is " + text + ".";
        return of("--split", List.of(text.split(",", -1)), allowed).checked(text);
    }

    /** Reads {@code on=25%} and {@code off=75%}. */
    static Shares parse(List<String> pairs) {
        String text = String.join(" ", pairs);
        String allowed = "Weights are given as VARIANT=PERCENT, such as on=25% off=75%; this is " + text + ".";
        return of("The command", pairs, allowed).checked(text);
    }

    private static Shares of(String what, List<String> pairs, String allowed) {
        Map<String, BigDecimal> percents = new LinkedHashMap<>();
        for (String pair : pairs) {
            int at = pair.lastIndexOf('=');
            if (at < 1) {
                throw new UsageException(allowed);
            }
            if (percents.put(pair.substring(0, at), percent(what, pair.substring(at + 1))) != null) {
                throw new UsageException(what + " names " + pair.substring(0, at) + " twice; add its shares up.");
            }
        }
        return new Shares(percents);
    }

    /** On for this share of users, off for the others. */
    static Shares onFor(String text) {
        BigDecimal percent = percent("--on-for", text);
        Map<String, BigDecimal> percents = new LinkedHashMap<>();
        percents.put("on", percent);
        percents.put("off", WHOLE.subtract(percent));
        return new Shares(percents).checked(text);
    }

    /** The slices of a split whose weights come to {@code total}. */
    ArrayNode slices(long total) {
        ArrayNode slices = Json.object().putArray("slices");
        percents.forEach((variant, percent) -> {
            ObjectNode slice = slices.addObject();
            slice.put("variant", variant);
            slice.put("weight", weight(variant, percent, total));
        });
        return slices;
    }

    /** The weights by variant, which come to {@code total}. */
    ObjectNode weights(long total) {
        ObjectNode weights = Json.object();
        percents.forEach((variant, percent) -> weights.put(variant, weight(variant, percent, total)));
        return weights;
    }

    private static long weight(String variant, BigDecimal percent, long total) {
        BigDecimal weight = percent.multiply(BigDecimal.valueOf(total)).divide(WHOLE);
        try {
            return weight.longValueExact();
        } catch (ArithmeticException finer) {
            throw new UsageException(
                    percent.toPlainString() + " % for " + variant + " is finer than this flag's buckets: "
                            + total + " of them make the smallest step "
                            + WHOLE.divide(BigDecimal.valueOf(total), MathContext.DECIMAL32)
                                    .toPlainString() + " %.");
        }
    }

    private static BigDecimal percent(String option, String text) {
        try {
            BigDecimal percent = new BigDecimal(
                    text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text);
            if (percent.signum() >= 0 && percent.compareTo(WHOLE) <= 0 && percent.scale() <= 9) {
                return percent;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, together with numbers out of range.
        }
        throw new UsageException(option + " takes percent from 0 to 100, such as 25 or 0.5; this is " + text + ".");
    }

    private Shares checked(String text) {
        BigDecimal sum = percents.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(WHOLE) > 0) {
            throw new UsageException(text + " comes to " + sum.toPlainString() + " %; 100 is the most.");
        }
        return this;
    }
}
