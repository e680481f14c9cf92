package dev.belay.verification.published;

import com.google.common.hash.Hashing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The products' arithmetic, written a second time from what they publish and as they write it, floating point included;
 * shares no code with the engine.
 */
final class Formulas {

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    private Formulas() {}

    /** Unleash's {@code normalizedHash}, from 1 to {@code modulus}. */
    static int unleash(String group, String id, int modulus, int seed) {
        return (int) (murmur3(group + ":" + id, seed) % modulus) + 1;
    }

    /** LaunchDarkly's bucket, from 0 to 1 in single precision. */
    static float launchDarkly(String flagAndSalt, String key) {
        String hex = HexFormat.of().formatHex(sha1(flagAndSalt + "." + key)).substring(0, 15);
        return (float) Long.parseLong(hex, 16) / (float) 0xFFFFFFFFFFFFFFFL;
    }

    /** The variation that LaunchDarkly's loop over weights of 100,000 ends at. */
    static int launchDarklyVariation(float bucket, int... weights) {
        float sum = 0F;
        for (int at = 0; at < weights.length; at++) {
            sum += (float) weights[at] / 100000F;
            if (bucket < sum) {
                return at;
            }
        }
        return weights.length - 1;
    }

    /** GrowthBook's number from 0 to below 1. */
    static double growthBook(int version, String seed, String value) {
        return version == 1
                ? (fnv32a(value + seed) % 1000) / 1000.0
                : (fnv32a(Long.toString(fnv32a(seed + value))) % 10000) / 10000.0;
    }

    /** The first of GrowthBook's ranges that contains the number, which weights and a coverage make; -1 for none. */
    static int growthBookVariation(double number, double coverage, double... weights) {
        double start = 0;
        for (int at = 0; at < weights.length; at++) {
            if (number >= start && number < start + coverage * weights[at]) {
                return at;
            }
            start += weights[at];
        }
        return -1;
    }

    /** flagd's choice since April 2026. */
    static int flagd(String text, int... weights) {
        long total = java.util.stream.IntStream.of(weights).sum();
        long bucket = (murmur3(text, 0) * total) >>> 32;
        long end = 0;
        for (int at = 0; at < weights.length; at++) {
            end += weights[at];
            if (bucket < end) {
                return at;
            }
        }
        return -1;
    }

    /** flagd's choice before April 2026. */
    static int flagdBefore(String text, int... weights) {
        int total = java.util.stream.IntStream.of(weights).sum();
        double bucket = Math.abs((double) (int) murmur3(text, 0)) / Integer.MAX_VALUE * 100;
        double end = 0;
        for (int at = 0; at < weights.length; at++) {
            end += 100 * (double) weights[at] / total;
            if (bucket < end) {
                return at;
            }
        }
        return -1;
    }

    /** Python 2.7's {@code hash(text) % 100} on 64 bits, over unbounded integers. */
    static int python(String text) {
        return hash(text).mod(BigInteger.valueOf(100)).intValue();
    }

    /** Gutter's number of a key that is a decimal number. */
    static BigDecimal gutterDecimal(String key) {
        BigDecimal rest = new BigDecimal(key).remainder(BigDecimal.valueOf(100), MathContext.UNLIMITED);
        return rest.signum() < 0 ? rest.add(BigDecimal.valueOf(100)) : rest;
    }

    /** Gargoyle's number of an IPv4 address. */
    static int sumOfOctets(String address) {
        return List.of(address.split("\\.", -1)).stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static BigInteger hash(String text) {
        int[] points = text.codePoints().toArray();
        if (points.length == 0) {
            return BigInteger.ZERO;
        }
        BigInteger hash = wrapped(BigInteger.valueOf(points[0]).shiftLeft(7));
        for (int point : points) {
            hash = wrapped(hash.multiply(BigInteger.valueOf(1000003)).xor(BigInteger.valueOf(point)));
        }
        hash = hash.xor(BigInteger.valueOf(points.length));
        return hash.equals(BigInteger.ONE.negate()) ? BigInteger.TWO.negate() : hash;
    }

    private static BigInteger wrapped(BigInteger number) {
        BigInteger low = number.mod(TWO_TO_64);
        return low.testBit(Long.SIZE - 1) ? low.subtract(TWO_TO_64) : low;
    }

    private static long murmur3(String text, int seed) {
        int hash = Hashing.murmur3_32_fixed(seed)
                .hashString(text, StandardCharsets.UTF_8)
                .asInt();
        return Integer.toUnsignedLong(hash);
    }

    private static long fnv32a(String text) {
        int hash = 0x811c9dc5;
        for (int at = 0; at < text.length(); at++) {
            hash ^= text.charAt(at);
            hash += (hash << 1) + (hash << 4) + (hash << 7) + (hash << 8) + (hash << 24);
        }
        return Integer.toUnsignedLong(hash);
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }
}
