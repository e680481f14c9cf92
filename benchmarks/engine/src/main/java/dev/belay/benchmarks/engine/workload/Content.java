package dev.belay.benchmarks.engine.workload;

import java.util.List;
import java.util.stream.IntStream;

/** What a flag holds. */
public enum Content {
    /** On, for everybody. */
    ON,
    /** On for half of all people, by their id. */
    HALF,
    /**
     * On for {@value #SHARE} % of those whose country is one of {@link #COUNTRIES}, whose version comes after {@link #VERSION},
     * whose address ends in {@link #SUFFIX} and who belong to the segment {@link #SEGMENT}.
     */
    CONDITIONS,
    /** One of the texts {@link #TEXTS} by {@link #PERCENTAGES}. */
    VARIANTS,
    /**
     * On for five countries; on for a new version and an address that ends in {@link #OTHER_SUFFIX}; on for half of the
     * segment; off. What belongs to which flag differs, so that flags share nothing that real ones would not.
     */
    THREE_RULES;

    /** In one condition. */
    public static final List<String> COUNTRIES = List.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "PT");

    /** A version that no person has. */
    public static final String VERSION = "2.0.0";

    /** How most addresses end. */
    public static final String SUFFIX = "@example.com";

    /** How the others end. */
    public static final String OTHER_SUFFIX = "@example.org";

    /** The segment's key. */
    public static final String SEGMENT = "paying";

    /** The plans of the segment. */
    public static final List<String> PAYING = List.of("pro", "team");

    /** Of those who meet the conditions. */
    public static final int SHARE = 30;

    /** What {@link #VARIANTS} serves. */
    public static final List<String> TEXTS = List.of("classic", "grid", "list");

    /** How often. */
    public static final List<Integer> PERCENTAGES = List.of(50, 30, 20);

    /** The countries in the first rule of a flag with {@link #THREE_RULES}. */
    public static List<String> countries(int flag) {
        return IntStream.range(flag, flag + 5)
                .mapToObj(i -> COUNTRIES.get(i % COUNTRIES.size()))
                .toList();
    }
}
