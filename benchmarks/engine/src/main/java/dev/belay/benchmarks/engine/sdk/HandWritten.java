package dev.belay.benchmarks.engine.sdk;

import dev.belay.benchmarks.engine.workload.Content;
import java.util.Set;

/** The rule of {@link Content#CONDITIONS} in Java, for SDKs that have no engine for it and call what users write instead. */
final class HandWritten {

    private static final Set<String> COUNTRIES = Set.copyOf(Content.COUNTRIES);
    private static final Set<String> PAYING = Set.copyOf(Content.PAYING);

    private HandWritten() {}

    static boolean conditions(String id, String country, String version, String email, String plan) {
        return COUNTRIES.contains(country)
                && isNew(version)
                && email.endsWith(Content.SUFFIX)
                && PAYING.contains(plan)
                && percentage(id) < Content.SHARE;
    }

    /** From 0 to 99. */
    static int percentage(String id) {
        int spread = id.hashCode() * 0x9E3779B9;
        return (int) ((Integer.toUnsignedLong(spread) * 100) >>> 32);
    }

    /** One of {@link Content#TEXTS}. */
    static String text(String id) {
        int percentage = percentage(id);
        int end = 0;
        for (int i = 0; i < Content.TEXTS.size(); i++) {
            end += Content.PERCENTAGES.get(i);
            if (percentage < end) {
                return Content.TEXTS.get(i);
            }
        }
        throw new IllegalStateException("The percentages add up to " + end);
    }

    /** Whether a version comes after {@link Content#VERSION}, as much of it as somebody would write for this very rule. */
    private static boolean isNew(String version) {
        return Integer.parseInt(version, 0, version.indexOf('.'), 10) >= 2;
    }
}
